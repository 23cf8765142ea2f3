//! `outside_the_root`: every way out of a folder that we know.

use crate::folder::Folder;
use crate::look::see_nothing;
use harness::{Conversation, Exam, Step};
use std::fs;
use std::path::{Path, PathBuf};

const SECRET: &str = "the secret";

pub fn outside_the_root(exam: &mut Exam) -> Step {
    let house = Folder::with(&[
        ("secret.txt", SECRET),
        ("site-too/secret.txt", SECRET),
        ("site/a.txt", "public\n"),
        ("site/a b.txt", "with a space\n"),
        ("site/sub/b.txt", "below\n"),
        ("site/what..next.txt", "two dots\n"),
    ]);
    // Where a computer's folder for such things is a link, this one stands at none.
    let house_path = fs::canonicalize(house.path("")).expect("it was made");
    exam.hide(&house_path.to_string_lossy(), "<FOLDER>");
    make_links(&house_path);
    let lot = exam.lot().to_string();
    house.write("site/lot.txt", &lot);
    everything_by_name(exam, &house_path, &lot)?;
    by_a_link(exam, &house_path)
}

fn everything_by_name(exam: &mut Exam, house: &Path, lot: &str) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0", &house.join("site").to_string_lossy()])?;
    talk.connect("alice")?;
    what_is_inside_is_served(&mut talk, lot)?;
    no_spelling_leads_out(&mut talk, house)?;
    no_link_leads_out(&mut talk)?;
    nothing_panics(&mut talk)?;
    two_dots_may_be_in_a_name(&mut talk)?;
    talk.finish();
    Ok(())
}

fn what_is_inside_is_served(talk: &mut Conversation<'_>, lot: &str) -> Step {
    talk.if_this_fails("What lies in the folder, or in one below, is no longer served.");
    talk.get("alice", "/a.txt", 200, "public\n")?;
    talk.get("alice", "/sub/b.txt?at=all", 200, "below\n")?;
    talk.get("alice", "/a%20b.txt", 200, "with a space\n")?;
    talk.in_short("alice reads a file whose text is drawn by lot", |talk| {
        talk.get("alice", "/lot.txt", 200, lot).map(drop)
    })
}

fn no_spelling_leads_out(talk: &mut Conversation<'_>, house: &Path) -> Step {
    talk.if_this_fails("A path with `..` leads out of the folder.");
    for target in ["/../secret.txt", "/sub/../../secret.txt"] {
        see_nothing(talk, "alice", target)?;
    }
    talk.if_this_fails(
        "`%2e` is a dot, and so `%2e%2e` is `..`: whoever looks at a path before it is decoded sees \
         neither.",
    );
    for target in ["/%2e%2e/secret.txt", "/%2E./secret.txt", "/sub/.%2e/%2e%2e/secret.txt"] {
        see_nothing(talk, "alice", target)?;
    }
    talk.if_this_fails(
        "`%2f` is a slash in the middle of a name. What is one name for the site, the system takes \
         for several, and `..` may be one of these.",
    );
    for target in ["/%2e%2e%2fsecret.txt", "/..%2Fsecret.txt", "/sub%2f..%2f..%2fsecret.txt"] {
        see_nothing(talk, "alice", target)?;
    }
    an_absolute_path_leads_nowhere(talk, &house.join("secret.txt"))?;
    talk.if_this_fails(
        "Beside `site` there is a folder `site-too`, which begins with the same letters and is \
         another one: paths are compared name by name, not letter by letter.",
    );
    for target in ["/%2e%2e/site-too/secret.txt", "/../site-too/secret.txt"] {
        see_nothing(talk, "alice", target)?;
    }
    Ok(())
}

/// Its slashes stand at the beginning of the path, and are encoded, too.
fn an_absolute_path_leads_nowhere(talk: &mut Conversation<'_>, secret: &Path) -> Step {
    talk.if_this_fails(
        "The path of a request began with two slashes, and so what was joined to the folder was \
         an absolute path. `join` puts that in place of the folder.",
    );
    let secret = secret.to_string_lossy();
    let encoded = secret.replace('/', "%2f");
    for target in [format!("/{secret}"), format!("/{encoded}"), format!("//{encoded}")] {
        talk.in_short("alice asks for the secret by its absolute path: 404", |talk| {
            see_nothing(talk, "alice", &target)
        })?;
    }
    Ok(())
}

fn no_link_leads_out(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A symbolic link in the folder leads out of it, and no letter of the path shows that. Only \
         the system knows where a path ends: `fs::canonicalize` asks it.",
    );
    for target in ["/relative.txt", "/absolute.txt", "/up/secret.txt", "/beside/secret.txt"] {
        see_nothing(talk, "alice", target)?;
    }
    talk.if_this_fails("A link to a file in the folder is to be followed.");
    talk.get("alice", "/inside.txt", 200, "below\n").map(drop)
}

fn nothing_panics(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A path that leads to no file is no reason to panic, and gets the status 404 like all \
         others: strangers may ask for whatever they like. No file has a NUL in its name, and a \
         folder cannot be read like a file.",
    );
    for target in ["/missing.txt", "/%00", "/a.txt%00", "/a.txt%00.html", "/..%00/secret.txt"] {
        see_nothing(talk, "alice", target)?;
    }
    for target in ["/", "/sub", "/sub/", "/a.txt/b.txt", "/circle", "/dangling", "/%ff"] {
        see_nothing(talk, "alice", target)?;
    }
    for target in ["/%252e%252e/secret.txt", "/..%5csecret.txt", "/....//secret.txt"] {
        see_nothing(talk, "alice", target)?;
    }
    let long = format!("/{}", "a/".repeat(4000));
    talk.in_short("alice asks for a path of 4000 names: 404", |talk| {
        see_nothing(talk, "alice", &long)
    })
}

fn two_dots_may_be_in_a_name(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "`what..next.txt` is the name of a file in the folder. Two dots lead upwards only where \
         they are the whole name.",
    );
    talk.get("alice", "/what..next.txt", 200, "two dots\n")?;
    talk.get("alice", "/what%2e.next.txt", 200, "two dots\n").map(drop)
}

/// The same folder, by a link.
fn by_a_link(exam: &mut Exam, house: &Path) -> Step {
    let root = house.join("current");
    let mut talk = exam.serve(["127.0.0.1:0", &root.to_string_lossy()])?;
    talk.if_this_fails(
        "The folder of the argument is a link now, and nothing is served any more. When links are \
         followed on one side of a comparison, they must be on the other.",
    );
    talk.connect("bob")?;
    talk.get("bob", "/a.txt", 200, "public\n")?;
    talk.get("bob", "/sub/b.txt", 200, "below\n")?;
    talk.if_this_fails("A folder that is reached by a link has a way out.");
    for target in ["/../secret.txt", "/%2e%2e/secret.txt", "/relative.txt"] {
        see_nothing(&mut talk, "bob", target)?;
    }
    talk.finish();
    Ok(())
}

#[cfg(unix)]
fn make_links(house: &Path) {
    let site = house.join("site");
    let link = |to: PathBuf, at: PathBuf| std::os::unix::fs::symlink(to, at).expect("a link");
    link("site".into(), house.join("current"));
    link("sub/b.txt".into(), site.join("inside.txt"));
    link("../secret.txt".into(), site.join("relative.txt"));
    link(house.join("secret.txt"), site.join("absolute.txt"));
    link("..".into(), site.join("up"));
    link("../site-too".into(), site.join("beside"));
    link("circle".into(), site.join("circle"));
    link("nothing".into(), site.join("dangling"));
}

/// Elsewhere not everybody may make links: there are copies of what is to be found.
#[cfg(not(unix))]
fn make_links(house: &Path) {
    let copies = [("sub/b.txt", "site/inside.txt"), ("a.txt", "current/a.txt")];
    for (from, to) in copies.into_iter().chain([("sub/b.txt", "current/sub/b.txt")]) {
        let to: PathBuf = house.join(to);
        fs::create_dir_all(to.parent().expect("it is in a folder")).expect("a folder");
        fs::copy(house.join("site").join(from), to).expect("a copy");
    }
}
