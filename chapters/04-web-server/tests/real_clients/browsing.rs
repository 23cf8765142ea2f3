//! A browser on the sites of the examples.

use crate::browser::Browser;
use crate::support::DEADLINE;
use crate::support::folder::Folder;
use harness::{Conversation, Exam, example_exam};

/// A free port of this computer.
const ANYWHERE: &str = "127.0.0.1:0";

/// An example that may take as long as a browser does.
fn exam(name: &str) -> Exam {
    let mut exam = example_exam(env!("CARGO_PKG_NAME"), name);
    exam.allow_seconds(2 * DEADLINE.as_secs());
    exam
}

#[track_caller]
fn serve<'exam>(exam: &'exam mut Exam, args: &[&str]) -> Conversation<'exam> {
    let serving = match args {
        [] => exam.serve([ANYWHERE]),
        [one] => exam.serve([ANYWHERE, one]),
        _ => unreachable!("no example takes more"),
    };
    serving.unwrap_or_else(|verdict| panic!("{verdict}"))
}

fn url(talk: &Conversation<'_>, path: &str) -> String {
    format!("http://{}{path}", talk.address())
}

#[test]
fn a_form_is_filled_in_and_sent() {
    let Some(mut browser) = Browser::start() else { return };
    let mut exam = exam("form_page");
    let mut talk = serve(&mut exam, &[]);
    for typed in ["hello there", "café & bar = 100%", "<b>hello</b>", "学习+1"] {
        browser.go_to(&url(&talk, "/"));
        browser.fill_in("[name=form-field]", typed);
        browser.follow("[type=submit]");
        assert_eq!(browser.text(), format!("You submitted: {typed}"));
        assert_eq!(browser.evaluate("document.querySelectorAll('b').length"), 0);
        talk.prints("POST /").unwrap_or_else(|verdict| panic!("{verdict}"));
    }
    talk.finish();
}

#[test]
fn a_redirect_is_followed() {
    let Some(mut browser) = Browser::start() else { return };
    let mut exam = exam("redirect");
    let talk = serve(&mut exam, &["2026"]);
    browser.go_to(&url(&talk, "/"));
    assert_eq!(browser.url(), url(&talk, "/2026"));
    assert_eq!(browser.text(), "year 2026");
    talk.finish();
}

#[test]
fn pages_lie_in_a_tree() {
    let Some(mut browser) = Browser::start() else { return };
    let mut exam = exam("calendar");
    let talk = serve(&mut exam, &[]);
    for (path, status, shown) in
        [("/", 200, "welcome"), ("/2018", 200, "December"), ("/never", 404, "404 Not Found")]
    {
        browser.go_to(&url(&talk, path));
        assert_eq!(browser.status(), status, "{path}");
        assert!(browser.text().contains(shown), "{path}: {}", browser.text());
    }
    talk.finish();
}

#[test]
fn a_page_of_files_comes_with_its_style_its_script_and_its_picture() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = Folder::with(&[
        ("tour/index.html", INDEX),
        ("tour/style.css", "h1 { color: rgb(1, 2, 3) }"),
        ("tour/script.js", "document.querySelector('p').textContent = 'written by a script'"),
        ("tour/picture.svg", PICTURE),
    ]);
    let mut exam = exam("static_file");
    let root = folder.path("").display().to_string();
    let talk = serve(&mut exam, &[&root]);
    browser.go_to(&url(&talk, "/"));
    browser.follow("a");
    assert_eq!(browser.url(), url(&talk, "/tour/"));
    assert_eq!(browser.text(), "A tour\n\nwritten by a script");
    let color = "getComputedStyle(document.querySelector('h1')).color";
    assert_eq!(browser.evaluate(color), "rgb(1, 2, 3)");
    assert_eq!(browser.evaluate("document.querySelector('img').naturalWidth"), 30);
    talk.finish();
}

const INDEX: &str = "<!DOCTYPE html>
<link rel=\"stylesheet\" href=\"style.css\">
<h1>A tour</h1>
<p></p>
<img src=\"picture.svg\">
<script src=\"script.js\"></script>
";

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"></svg>";

#[test]
fn a_visitor_who_stops_loading_is_gone() {
    let Some(mut browser) = Browser::start() else { return };
    let mut exam = exam("client_leaves");
    let mut talk = serve(&mut exam, &["3600"]);
    browser.begin_to_load(&url(&talk, "/slow"));
    let mut prints = |line| talk.prints(line).unwrap_or_else(|verdict| panic!("{verdict}"));
    prints("begin /slow");
    browser.stop_loading();
    prints("gone: the client left before its answer was complete");
    prints("cancelled: the Deferred was cancelled");
    talk.finish();
}
