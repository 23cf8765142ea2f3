//! Redirects and cookies: what a client does between the first request and the page.

use harness::{Conversation, Exam, Step};

/// Redirects are followed, by their rules, and not for ever.
pub fn follow(exam: &mut Exam) -> Step {
    nowhere_to_go(exam)?;
    led_by_chance(exam)?;
    five_in_a_row(exam)?;
    seen_from_where_it_is_said(exam)?;
    looks_like_a_redirect(exam)?;
    a_circle(exam)?;
    leads_to_nowhere(exam)?;
    seen_from_a_folder_by_chance(exam)
}

const NOT_STOPPED: &str = "All is printed, and the reactor still runs: it stops in either case.";

fn nowhere_to_go(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    talk.if_this_fails("A page that is there at once is printed with its status.");
    serve(&mut talk, "/", "200 OK", &[], "Home")?;
    ends_with(talk, "200 Home")
}

/// To an address that nobody knows beforehand.
fn led_by_chance(exam: &mut Exam) -> Step {
    let parcel = format!("parcel-{}", exam.lot());
    exam.hide(&parcel, "parcel-<LOT>");
    let target = format!("/{parcel}");
    let mut talk = exam.call([]);
    talk.if_this_fails("A redirect is followed to where its `Location` says.");
    redirect(&mut talk, "/", "302 Found", &target, &target)?;
    serve(&mut talk, &target, "200 OK", &[], &parcel)?;
    ends_with(talk, &format!("200 {parcel}"))
}

/// Each of the statuses, and as many redirects as are followed.
fn five_in_a_row(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    talk.if_this_fails(
        "There are five statuses that send a client elsewhere. Here all of them come.",
    );
    redirect(&mut talk, "/", "301 Moved Permanently", "/1", "/1")?;
    redirect(&mut talk, "/1", "302 Found", "/2", "/2")?;
    redirect(&mut talk, "/2", "303 See Other", "/3", "/3")?;
    redirect(&mut talk, "/3", "307 Temporary Redirect", "/4", "/4")?;
    talk.if_this_fails("Five redirects are followed: the fifth is not one too many.");
    redirect(&mut talk, "/4", "308 Permanent Redirect", "/5", "/5")?;
    serve(&mut talk, "/5", "200 OK", &[], "Here at last")?;
    ends_with(talk, "200 Here at last")
}

fn seen_from_where_it_is_said(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    let elsewhere = format!("//{}/end", talk.address());
    talk.if_this_fails(
        "A `Location` need not be a whole address, nor begin with a slash. It is meant as a link in \
         a page is: as seen from the page that says so.",
    );
    redirect(&mut talk, "/", "302 Found", "shop/", "/shop/")?;
    redirect(&mut talk, "/shop/", "302 Found", "bread", "/shop/bread")?;
    redirect(&mut talk, "/shop/bread", "302 Found", "?kind=rye", "/shop/bread?kind=rye")?;
    redirect(&mut talk, "/shop/bread?kind=rye", "302 Found", "../news", "/news")?;
    redirect(&mut talk, "/news", "302 Found", &elsewhere, "/end")?;
    serve(&mut talk, "/end", "200 OK", &[], "The end")?;
    ends_with(talk, "200 The end")
}

/// A `Location` means other things, too.
fn looks_like_a_redirect(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    talk.if_this_fails(
        "A 201 has a `Location` as well, and is a page: it says where something new is.",
    );
    serve(&mut talk, "/", "201 Created", &[("Location", "/new")], "It is made")?;
    ends_with(talk, "201 It is made")?;
    let mut talk = exam.call([]);
    talk.if_this_fails(
        "Not every status from 300 on sends a client elsewhere: a 300 leaves the choice to the \
         reader, and `Location` is only a proposal.",
    );
    serve(&mut talk, "/", "300 Multiple Choices", &[("Location", "/en")], "English or German?")?;
    ends_with(talk, "300 English or German?")?;
    let mut talk = exam.call([]);
    talk.if_this_fails(
        "Five statuses send a client elsewhere, and no other does: a 305 is none of them.",
    );
    serve(&mut talk, "/", "305 Use Proxy", &[("Location", "/proxy")], "Ask somebody else")?;
    ends_with(talk, "305 Ask somebody else")
}

/// The rules are the same for a folder that nobody knows beforehand.
fn seen_from_a_folder_by_chance(exam: &mut Exam) -> Step {
    let folder = format!("parcel-{}/", exam.lot());
    let (first, second) = (format!("/{folder}"), format!("/{folder}open"));
    let mut talk = exam.call([]);
    talk.if_this_fails("A location may be any: what it means is said by the page that it is on.");
    redirect(&mut talk, "/", "303 See Other", &folder, &first)?;
    redirect(&mut talk, &first, "307 Temporary Redirect", "open", &second)?;
    serve(&mut talk, &second, "202 Accepted", &[("Location", &first)], "Soon")?;
    ends_with(talk, "202 Soon")
}

fn a_circle(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    talk.if_this_fails("Redirects may send a client round in a circle.");
    for (from, to) in [("/", "/a"), ("/a", "/b"), ("/b", "/a"), ("/a", "/b"), ("/b", "/a")] {
        redirect(&mut talk, from, "302 Found", to, to)?;
    }
    talk.accept("server")?;
    talk.receive_request("server", "GET", "/a")?;
    talk.answer("server", "302 Found", &[("Location", "/b")], "")?;
    talk.if_this_fails(
        "Redirects may send a client round in a circle. Five of them are followed, and the sixth is \
         one too many: it is neither printed nor followed.",
    );
    ends_with(talk, "given up after 5 redirects")
}

fn leads_to_nowhere(exam: &mut Exam) -> Step {
    for headers in [&[][..], &[("Location", "http://")]] {
        let mut talk = exam.call([]);
        talk.if_this_fails("A redirect that leads to no address is a failure, and not a page.");
        serve(&mut talk, "/", "302 Found", headers, "Somewhere else")?;
        ends_with(talk, "302 to nowhere")?;
    }
    Ok(())
}

/// The server is asked for `from`, and sends the client on with this location: that is
/// to lead to the path `to`.
fn redirect(
    talk: &mut Conversation<'_>,
    from: &str,
    status: &str,
    location: &str,
    to: &str,
) -> Step {
    serve(talk, from, status, &[("Location", location)], "")?;
    let number = &status[..3];
    let address = talk.address();
    talk.prints(&format!("{number} to http://{address}{to}"))
}

fn serve(
    talk: &mut Conversation<'_>,
    target: &str,
    status: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Step {
    talk.accept("server")?;
    talk.receive_request("server", "GET", target)?;
    talk.answer("server", status, headers, body)
}

fn ends_with(mut talk: Conversation<'_>, line: &str) -> Step {
    talk.prints(line)?;
    talk.if_this_fails(NOT_STOPPED);
    talk.wait_for_end().map(drop)
}

/// Cookies go back to where they came from, and only to what they are for.
pub fn remember_me(exam: &mut Exam) -> Step {
    known_by_chance(exam)?;
    two_at_once(exam)?;
    below_a_path(exam)?;
    as_it_is_called(exam)?;
    set_once_more(exam)?;
    taken_back(exam)?;
    one_name_and_two_paths(exam)?;
    all_of_it_by_chance(exam)
}

/// A session that nobody knows beforehand.
fn known_by_chance(exam: &mut Exam) -> Step {
    let session = format!("session=no{}", exam.lot());
    exam.hide(&session, "session=no<LOT>");
    let mut talk = exam.call(["/login", "/shop"]);
    talk.if_this_fails("A client that has no cookies yet sends none, and no empty header either.");
    let set = format!("{session}; Path=/; HttpOnly; SameSite=Lax");
    visited(&mut talk, "/login", None, &[&set])?;
    talk.if_this_fails(
        "What a page sets by `Set-Cookie` goes along with the next request. Only its name and its \
         value go back: the rest was meant for the client.",
    );
    visited(&mut talk, "/shop", Some(&session), &[])?;
    all_is_visited(talk)
}

fn two_at_once(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["/login", "/shop"]);
    let expires = "token=a=b==; Expires=Wed, 21 Oct 2099 07:28:00 GMT";
    talk.if_this_fails("A client that has no cookies yet sends none.");
    visited(&mut talk, "/login", None, &["session=31c", expires])?;
    talk.if_this_fails(
        "A page that sets two cookies does so by two headers of one name. Both of them go back, in \
         one header, with `; ` between them. (The first `=` ends the name; more of them belong to \
         the value.)",
    );
    visited(&mut talk, "/shop", Some("session=31c; token=a=b=="), &[])?;
    all_is_visited(talk)
}

fn below_a_path(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["/login", "/", "/shop", "/shop/bread/rye", "/shopping"]);
    talk.if_this_fails("A client that has no cookies yet sends none.");
    visited(&mut talk, "/login", None, &["basket=2;path=/shop", "user=zoe; Path=/"])?;
    talk.if_this_fails(
        "What one part of a site keeps is none of its business elsewhere: a cookie with a `Path` \
         goes there and below. The name of an attribute may be spelt in small letters, and the \
         space before it may be missing.",
    );
    visited(&mut talk, "/", Some("user=zoe"), &[])?;
    talk.if_this_fails("`Path=/shop` means `/shop`, and also what lies below it.");
    visited(&mut talk, "/shop", Some("basket=2; user=zoe"), &[])?;
    visited(&mut talk, "/shop/bread/rye", Some("basket=2; user=zoe"), &[])?;
    talk.if_this_fails(
        "`/shopping` does not lie below `/shop`: it only begins with the same letters.",
    );
    visited(&mut talk, "/shopping", Some("user=zoe"), &[])?;
    all_is_visited(talk)
}

fn as_it_is_called(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["/login", "/shop"]);
    talk.if_this_fails("A client that has no cookies yet sends none.");
    visited(&mut talk, "/login", None, &["Basket=2", "basket=\"3\"; Path=/", "path=/home"])?;
    talk.if_this_fails(
        "What stands first is the cookie, and its attributes come behind it. It goes back exactly \
         as it was set: large letters are others than small ones, quotes belong to the value, and \
         it may even be called `path`.",
    );
    visited(&mut talk, "/shop", Some("Basket=2; basket=\"3\"; path=/home"), &[])?;
    all_is_visited(talk)
}

fn set_once_more(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["/a", "/b", "/c"]);
    talk.if_this_fails("A client that has no cookies yet sends none.");
    visited(&mut talk, "/a", None, &["count=1; Path=/", "user=zoe; Path=/"])?;
    talk.if_this_fails("Both cookies go back.");
    visited(&mut talk, "/b", Some("count=1; user=zoe"), &["count=2; Path=/"])?;
    talk.if_this_fails("A cookie that is set once more has the new value, and no other.");
    visited(&mut talk, "/c", Some("count=2; user=zoe"), &[])?;
    all_is_visited(talk)
}

fn taken_back(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["/login", "/", "/logout", "/"]);
    talk.if_this_fails("A client that has no cookies yet sends none.");
    visited(&mut talk, "/login", None, &["session=31c; Path=/; Max-Age=3600"])?;
    talk.if_this_fails("`Max-Age=3600` says that a cookie is good for an hour.");
    visited(&mut talk, "/", Some("session=31c"), &[])?;
    visited(&mut talk, "/logout", Some("session=31c"), &["session=; Path=/; max-age=0"])?;
    talk.if_this_fails("With `Max-Age=0` a server takes a cookie back.");
    visited(&mut talk, "/", None, &[])?;
    all_is_visited(talk)
}

fn one_name_and_two_paths(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["/login", "/shop", "/shop/out", "/shop"]);
    talk.if_this_fails("A client that has no cookies yet sends none.");
    visited(&mut talk, "/login", None, &["list=1; Path=/", "list=2; Path=/shop"])?;
    talk.if_this_fails(
        "Two cookies are one only if they have the same name and the same path. The other one is \
         neither replaced nor taken back.",
    );
    visited(&mut talk, "/shop", Some("list=1; list=2"), &[])?;
    let gone = "list=; Path=/shop; Max-Age=0";
    visited(&mut talk, "/shop/out", Some("list=1; list=2"), &[gone])?;
    visited(&mut talk, "/shop", Some("list=1"), &[])?;
    all_is_visited(talk)
}

/// The rules once more, for names and values that nobody knows beforehand.
fn all_of_it_by_chance(exam: &mut Exam) -> Step {
    let (folder, cookie) = (format!("/r{}", exam.lot()), format!("c{}=a", exam.lot()));
    exam.hide(&folder, "/r<LOT>");
    exam.hide(&cookie, "c<LOT>=a");
    let (below, beside) = (format!("{folder}/open"), format!("{folder}s"));
    let mut talk = exam.call(["/", &below, &beside, &folder, &below]);
    talk.if_this_fails("A cookie may have any name, any value and any path.");
    visited(&mut talk, "/", None, &[&format!("{cookie};PATH={folder};Secret")])?;
    visited(&mut talk, &below, Some(&cookie), &["b=1"])?;
    visited(&mut talk, &beside, Some("b=1"), &[])?;
    let gone = format!("{cookie}; MAX-AGE=0; path={folder}");
    visited(&mut talk, &folder, Some(&format!("b=1; {cookie}")), &[&gone])?;
    visited(&mut talk, &below, Some("b=1"), &[])?;
    all_is_visited(talk)
}

/// A page is asked for with these cookies, in whatever order, and sets those.
fn visited(talk: &mut Conversation<'_>, path: &str, cookies: Option<&str>, set: &[&str]) -> Step {
    talk.accept("server")?;
    let asked = talk.receive_request("server", "GET", path)?;
    let several = asked.headers().filter(|(name, _)| name.eq_ignore_ascii_case("cookie")).count();
    let got = match several {
        0 => "server < no cookie".to_owned(),
        1 => format!("server < cookie: {}", sorted(asked.header("cookie").unwrap_or_default())),
        _ => format!("server < {several} headers of the name cookie"),
    };
    let wanted = cookies
        .map_or("server < no cookie".to_owned(), |pairs| format!("server < cookie: {pairs}"));
    talk.ensure(got == wanted, &wanted, &got)?;
    let headers: Vec<_> = set.iter().map(|text| ("Set-Cookie", *text)).collect();
    talk.answer("server", "200 OK", &headers, "Welcome")?;
    talk.prints(&format!("{path}: Welcome"))
}

fn sorted(cookies: &str) -> String {
    let mut pairs: Vec<&str> = cookies.split("; ").collect();
    pairs.sort_unstable();
    pairs.join("; ")
}

fn all_is_visited(mut talk: Conversation<'_>) -> Step {
    talk.if_this_fails("All pages are visited, and the reactor still runs.");
    talk.wait_for_end().map(drop)
}
