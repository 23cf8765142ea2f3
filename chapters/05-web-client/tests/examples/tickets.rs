//! Three pages at once, twice, from a server that answers in another order. The next
//! answer goes out when the program has said that the last one came, so the order of
//! what it prints is no luck.

use harness::{Conversation, Exam, Step};
use std::collections::BTreeMap;

const CONNECTIONS: [&str; 3] = ["a", "b", "c"];

/// The pages in the order in which they are asked for, and the order of the answers.
const PAGES: [&str; 3] = ["/3", "/1", "/2"];
const ANSWERS: [&str; 3] = ["/1", "/2", "/3"];

/// The second time, the connections of the first time have to do.
pub fn served_in_turn(exam: &mut Exam) -> Step {
    let urls = |address| PAGES.map(|page| format!("http://{address}{page}")).into();
    let mut talk = exam.call_with(urls);
    talk.prints("asking for 3 pages")?;
    for name in CONNECTIONS {
        talk.accept(name)?;
    }
    serve_all(&mut talk)?;
    talk.prints("asking for 3 pages")?;
    serve_all(&mut talk)?;
    talk.wait_for_end()?;
    Ok(())
}

fn serve_all(talk: &mut Conversation<'_>) -> Step {
    let mut asking = BTreeMap::new();
    for name in CONNECTIONS {
        asking.insert(request(talk, name)?, name);
    }
    for page in ANSWERS {
        let found = asking.get(page).copied();
        talk.ensure(found.is_some(), &format!("{page} is asked for"), &format!("{asking:?}"))?;
        let name = found.unwrap_or_default();
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{page}");
        let what = format!("{page} is answered");
        talk.in_short(&what, |talk| talk.send(name, answer.as_bytes()))?;
        talk.prints(&format!("here: {page}"))?;
    }
    talk.prints("all: /3; /1; /2")
}

/// What is asked for on this connection.
fn request(talk: &mut Conversation<'_>, name: &str) -> Step<String> {
    let first = talk.receive_line(name)?;
    while talk.receive_line(name)? != "\r\n" {}
    Ok(first.split(' ').nth(1).unwrap_or_default().to_owned())
}
