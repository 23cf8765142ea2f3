//! A form, and what somebody wrote into it.

use harness::{Conversation, Exam, Step};
use html_escape::decode_html_entities;

/// The form itself, which a guest without a name gets again.
const FORM: &str = "<html><body>
<form method=\"POST\" action=\"/\">
<p>Name: <input name=\"name\"></p>
<p><input type=\"checkbox\" name=\"brings\" value=\"salad\"> a salad</p>
<p><input type=\"checkbox\" name=\"brings\" value=\"cake\"> a cake</p>
<p>or else <input name=\"brings\"></p>
<input type=\"submit\">
</form>
</body></html>
";

/// A form is shown, read, and answered.
pub fn guest_form(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    talk.connect("anna")?;
    talk.if_this_fails("GET shows the form.");
    talk.get("anna", "/", 200, FORM)?;
    guests(&mut talk)?;
    nameless(&mut talk)?;
    harmless(&mut talk)?;
    talk.if_this_fails("Somebody else sends his form, in pieces, and gets his own page.");
    talk.connect("bert")?;
    talk.in_short("bert sends his form in two pieces", |talk| {
        talk.send("bert", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-")?;
        talk.send("bert", b"www-form-urlencoded\r\nContent-Length: 9\r\n\r\nname=Bert")
    })?;
    see_welcome(&mut talk, "bert", "Bert", &[])?;
    talk.finish();
    Ok(())
}

fn guests(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("A guest who brings nothing is welcome, too: the field may be missing.");
    welcome(talk, "name=Anna", "Anna", &[])?;
    talk.if_this_fails("A guest with one thing has one line for it, as the task shows.");
    welcome(talk, "name=Anna&brings=salad", "Anna", &["salad"])?;
    talk.if_this_fails(
        "The field `brings` comes any number of times, and each of its values has a line.",
    );
    let three = "brings=cake&name=Zo%C3%AB+L.&brings=salad&brings=two+chairs";
    welcome(talk, three, "Zoë L.", &["cake", "salad", "two chairs"])?;
    talk.if_this_fails(
        "A field that was left empty is sent all the same. It is nothing, and has no line.",
    );
    welcome(talk, "name=Anna&brings=cake&brings=", "Anna", &["cake"])?;
    welcome(talk, "name=Anna&brings=+%09&brings=tea", "Anna", &["tea"])?;
    talk.if_this_fails("Space around what somebody wrote does not count; space in it does.");
    welcome(talk, "name=+Anna+B+&brings=++red+wine+", "Anna B", &["red wine"])
}

fn nameless(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A guest with no name is asked again: the status is 400, and the page is the form. A blank \
         name is none, and a form with no name is nothing to fail at.",
    );
    for form in ["", "brings=cake", "name=", "name=+%0A+&brings=cake", "Name=Anna"] {
        talk.post_form("anna", "/", form)?;
        talk.receive_page("anna", "POST", 400, FORM)?;
    }
    Ok(())
}

fn harmless(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("Escape a text once. What is escaped twice is shown with its escapes.");
    welcome(talk, "name=Tom+%26+Ann", "Tom & Ann", &[])?;
    welcome(talk, "name=Anna&brings=salt+%26+bread", "Anna", &["salt & bread"])?;
    talk.if_this_fails(
        "A name is text, whatever it looks like: the page must have no tags but your own.",
    );
    welcome(talk, "name=%3Cb%3EBob%3C/b%3E", "<b>Bob</b>", &[])?;
    welcome(talk, "name=%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)</script>", &[])?;
    talk.if_this_fails("It was written as `&lt;`, and is to be seen as `&lt;`.");
    welcome(talk, "name=%26lt%3B", "&lt;", &[])?;
    talk.if_this_fails(
        "The boxes have values of yours, but a form can be sent by anybody, with any values.",
    );
    let attack = "name=Eve&brings=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&brings=cake";
    welcome(talk, attack, "Eve", &["<img src=x onerror=alert(1)>", "cake"])?;
    talk.if_this_fails("Bytes that are no text come as U+FFFD, and are shown as that.");
    welcome(talk, "name=%FF", "\u{fffd}", &[])
}

fn welcome(talk: &mut Conversation<'_>, form: &str, name: &str, things: &[&str]) -> Step {
    talk.post_form("anna", "/", form)?;
    see_welcome(talk, "anna", name, things)
}

/// The page shows these, and has no tags but those of the task. Which way it is escaped
/// is left open: it is what a browser makes of it that counts.
fn see_welcome(talk: &mut Conversation<'_>, peer: &str, name: &str, things: &[&str]) -> Step {
    let answer = talk.receive_answer(peer, "POST")?;
    let (page, text) = (page(name, things), answer.text());
    let own_tags = 6 + 2 * things.len();
    let holds = answer.status == 200
        && text.matches('<').count() == own_tags
        && decode_html_entities(&text) == page;
    let wanted = format!("{peer} < 200, and a browser shows {name:?} with {things:?}");
    talk.ensure(holds, &wanted, &format!("{peer} < {} {text:?}", answer.status))
}

/// The page of the task, not escaped.
fn page(name: &str, things: &[&str]) -> String {
    let line = |thing: &&str| format!("<p>You bring {thing}.</p>\n");
    let lines: String = things.iter().map(line).collect();
    format!("<html><body>\n<h1>Welcome, {name}!</h1>\n{lines}</body></html>\n")
}
