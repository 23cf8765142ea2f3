//! What is said to the examples that serve a folder.

use crate::folder::{CHANGED, Folder};
use crate::look::{see_list, see_nothing};
use harness::{Conversation, Exam, Step};

const HELLO: &str = "Hello, world\n";

/// A browser comes back for what it has, and a stranger tries the door.
pub fn static_file(exam: &mut Exam) -> Step {
    let folder = Folder::with(&[
        ("secret.txt", "nobody's business"),
        ("public/hello.txt", HELLO),
        ("public/cat.jpeg", "no real cat"),
        ("public/pages/index.html", "<h1>Pages</h1>\n"),
    ]);
    let mut talk = serve(exam, &folder, "public")?;
    talk.connect("alice")?;
    let answer = talk.get("alice", "/hello.txt", 200, HELLO)?;
    talk.has_header("alice", &answer, "Content-Type", Some("text/plain"))?;
    talk.has_header("alice", &answer, "Last-Modified", Some(CHANGED))?;
    ask_with(&mut talk, "/hello.txt", &format!("If-Modified-Since: {CHANGED}"))?;
    talk.receive_page("alice", "GET", 304, "")?;
    ask_with(&mut talk, "/hello.txt", "Range: bytes=7-11")?;
    talk.receive_page("alice", "GET", 206, "world")?;
    see_list(
        &mut talk,
        "alice",
        "/",
        &["cat.jpeg 11 image/jpeg", "hello.txt 13 text/plain", "pages/ folder"],
    )?;
    talk.get("alice", "/pages/", 200, "<h1>Pages</h1>\n")?;
    see_nothing(&mut talk, "alice", "/../secret.txt")?;
    talk.finish();
    Ok(())
}

/// The folders are found at both of their names.
pub fn static_putchild(exam: &mut Exam) -> Step {
    let folder = Folder::with(&[
        ("study/test.html", "<h1>Test</h1>\n"),
        ("tcp/one.txt", "one\n"),
        ("tcp/two.txt", "two\n"),
    ]);
    let mut talk = serve(exam, &folder, "")?;
    talk.connect("alice")?;
    talk.get("alice", "/TCP/one.txt", 200, "one\n")?;
    talk.get("alice", "/tcp/one.txt", 200, "one\n")?;
    talk.get("alice", "/%E5%AD%A6%E4%B9%A0/test.html", 200, "<h1>Test</h1>\n")?;
    see_list(&mut talk, "alice", "/TCP/", &["one.txt 4 text/plain", "two.txt 4 text/plain"])?;
    see_list(&mut talk, "alice", "/", &["study/ folder", "tcp/ folder"])?;
    talk.finish();
    Ok(())
}

fn serve<'exam>(exam: &'exam mut Exam, folder: &Folder, root: &str) -> Step<Conversation<'exam>> {
    let path = folder.path(root).to_string_lossy().into_owned();
    exam.hide(&path, "<FOLDER>");
    exam.serve(["127.0.0.1:0", &path])
}

/// As [`ask`](Conversation::ask) with GET, and with one more header.
fn ask_with(talk: &mut Conversation<'_>, target: &str, header: &str) -> Step {
    let request = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n");
    talk.send("alice", request.as_bytes())
}
