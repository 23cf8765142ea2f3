//! What is said to the examples that answer with one page or another.

use harness::{Answer, Conversation, Exam, Step};

/// A free port of this computer.
const ANYWHERE: [&str; 1] = ["127.0.0.1:0"];

pub fn http_echo(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(ANYWHERE)?;
    talk.connect("alice")?;
    talk.send("alice", b"GET /hello HTTP/1.1\r\nHo")?;
    talk.send("alice", b"st: localhost\r\n\r\n")?;
    let answer = "HTTP/1.1 200 OK\r\n\r\n";
    let said = "You said:\r\n\r\nGET /hello HTTP/1.1\r\nHost: localhost";
    talk.receive("alice", answer.as_bytes())?;
    talk.receive("alice", said.as_bytes())?;
    talk.receive_end("alice")?;
    talk.finish();
    Ok(())
}

/// One connection carries all of them, one after the other.
pub fn request_handler(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(ANYWHERE)?;
    talk.connect("alice")?;
    talk.get("alice", "/", 200, "<h1>Home</h1>Home page")?;
    talk.get("alice", "/about?me=you", 200, "<h1>About</h1>All about me")?;
    talk.get("alice", "/about/", 404, "<h1>Not Found</h1>")?;
    talk.ask("alice", "HEAD", "/about")?;
    talk.receive_page("alice", "HEAD", 200, "")?;
    talk.finish();
    Ok(())
}

/// What time it is, nobody can foretell.
pub fn clock_page(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(ANYWHERE)?;
    talk.connect("alice")?;
    for target in ["/", "/any/path?at=all"] {
        talk.ask("alice", "GET", target)?;
        hear(&mut talk, "GET", 200, "The time is ")?;
        talk.prints(&format!("GET {target}"))?;
    }
    talk.ask("alice", "POST", "/")?;
    let answer = hear(&mut talk, "POST", 405, "<!DOCTYPE html>")?;
    talk.has_header("alice", &answer, "allow", Some("GET, HEAD, OPTIONS"))?;
    talk.finish();
    Ok(())
}

/// Alice gets an answer of which only the beginning is told.
fn hear(talk: &mut Conversation<'_>, method: &str, status: u16, start: &str) -> Step<Answer> {
    let answer = talk.receive_answer("alice", method)?;
    let is_as_wanted = answer.status == status && answer.text().starts_with(start);
    let got = format!("alice < {} {:?}", answer.status, answer.text());
    talk.ensure(is_as_wanted, &format!("alice < {status} {:?}", format!("{start}…")), &got)?;
    Ok(answer)
}
