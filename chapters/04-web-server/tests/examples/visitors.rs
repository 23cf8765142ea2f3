//! What is said to the example that knows its visitors again.

use harness::{Conversation, Exam, Step};

/// The id in a cookie is chance, so what is sent with it is told in short.
pub fn visits(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    talk.connect("alice")?;
    talk.connect("bob")?;
    let cookie = first_visit(&mut talk, "alice")?;
    next_visit(&mut talk, &cookie, "/", "This is visit number 2\n")?;
    first_visit(&mut talk, "bob")?;
    next_visit(&mut talk, &cookie, "/leave", "Goodbye\n")?;
    next_visit(&mut talk, &cookie, "/", "This is visit number 1\n")?;
    talk.finish();
    Ok(())
}

/// Returns the cookie that the peer is given.
fn first_visit(talk: &mut Conversation<'_>, name: &str) -> Step<String> {
    let answer = talk.get(name, "/", 200, "This is visit number 1\n")?;
    let cookie = answer.header("set-cookie").unwrap_or_default();
    let (pair, attributes) = cookie.split_once("; ").unwrap_or((cookie, "no attributes"));
    let (key, _id) = pair.split_once('=').unwrap_or((pair, ""));
    let line = format!("{name} < Set-Cookie: {key}=…; {attributes}");
    talk.in_short(&line, |_| Ok(()))?;
    Ok(pair.to_owned())
}

fn next_visit(talk: &mut Conversation<'_>, cookie: &str, path: &str, page: &str) -> Step {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
    talk.in_short(&format!("alice > GET {path}, with her cookie"), |talk| {
        talk.send("alice", request.as_bytes())
    })?;
    talk.receive_page("alice", "GET", 200, page)?;
    Ok(())
}
