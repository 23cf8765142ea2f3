//! `http_backwards`: the lines of a request, the last one first.

use harness::{Answer, Conversation, Exam, Step};

const HELLO: &[u8] = b"GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";
const HELLO_BACKWARDS: &[u8] = b"Host: localhost\r\nGET /hello HTTP/1.1\r\n";

const PICTURE: &[u8] = b"GET /picture HTTP/1.1\r\nAccept: image/png\r\nHost: localhost\r\n\r\n";
const PICTURE_BACKWARDS: &[u8] =
    b"Host: localhost\r\nAccept: image/png\r\nGET /picture HTTP/1.1\r\n";

pub fn http_backwards(exam: &mut Exam) -> Step {
    let lot = exam.lot();
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    a_plain_request_is_answered(&mut talk)?;
    the_connection_stays(&mut talk)?;
    a_request_may_be_cut_anywhere(&mut talk)?;
    a_request_is_drawn_by_lot(&mut talk, lot)?;
    bytes_stay_as_they_are(&mut talk)?;
    empty_lines_before_a_request_are_skipped(&mut talk)?;
    two_ask_at_once(&mut talk)?;
    all_that_was_said_is_answered(&mut talk)?;
    talk.finish();
    Ok(())
}

fn a_plain_request_is_answered(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "There is no answer to a plain request, or nobody knows where the body ends: it is told by \
         `Content-Length`, since the connection stays open.",
    );
    talk.connect("alice")?;
    talk.send("alice", HELLO)?;
    let answer = talk.receive_answer("alice", "GET")?;
    talk.if_this_fails(
        "The body is the lines of the request, the last one first, each with its end, and without \
         the empty one.",
    );
    has_body(talk, &answer, HELLO_BACKWARDS)?;
    talk.if_this_fails("The status or a header is not as the task wants it.");
    talk.ensure(answer.status == 200, "alice < 200", &format!("alice < {}", answer.status))?;
    talk.has_header("alice", &answer, "content-type", Some("text/plain"))?;
    talk.has_header("alice", &answer, "content-length", Some("38"))
}

/// Alice is there.
fn the_connection_stays(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "The first request is answered, and the second on the same connection is not: it stays open \
         until the client has said all.",
    );
    talk.send("alice", PICTURE)?;
    let answer = talk.receive_answer("alice", "GET")?;
    talk.if_this_fails("The second answer has the first one's lines in it.");
    has_body(talk, &answer, PICTURE_BACKWARDS)
}

/// Alice got this body.
fn has_body(talk: &mut Conversation<'_>, answer: &Answer, body: &[u8]) -> Step {
    let line = |body: &[u8]| format!("alice < the body {:?}", String::from_utf8_lossy(body));
    talk.ensure(answer.body == body, &line(body), &line(&answer.body))
}

/// Each piece is read before the next one comes, for the request before it, in the
/// same packet, has been answered.
fn a_request_may_be_cut_anywhere(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A request may come cut anywhere, and there may be two in one packet, or one and a half: \
         what ends it is its empty line, and nothing else.",
    );
    talk.send("alice", &[HELLO, PICTURE].concat())?;
    talk.receive_page("alice", "GET", 200, HELLO_BACKWARDS)?;
    talk.receive_page("alice", "GET", 200, PICTURE_BACKWARDS)?;
    let pieces = HELLO.len() - 1;
    talk.in_short(&format!("a request is cut at each of its {pieces} places"), |talk| {
        for (first, second) in (1..HELLO.len()).map(|cut| HELLO.split_at(cut)) {
            talk.send("alice", &[PICTURE, first].concat())?;
            talk.receive_page("alice", "GET", 200, PICTURE_BACKWARDS)?;
            talk.send("alice", second)?;
            talk.receive_page("alice", "GET", 200, HELLO_BACKWARDS)?;
        }
        Ok(())
    })
}

/// Alice is there.
fn a_request_is_drawn_by_lot(talk: &mut Conversation<'_>, lot: u64) -> Step {
    talk.if_this_fails(
        "What is asked for was drawn by lot: its lines are what the answer is made of.",
    );
    talk.in_short("alice asks for a number that is drawn by lot", |talk| {
        talk.send("alice", format!("GET /{lot} HTTP/1.1\r\nX-Lot: {lot}\r\n\r\n").as_bytes())?;
        let backwards = format!("X-Lot: {lot}\r\nGET /{lot} HTTP/1.1\r\n");
        talk.receive_page("alice", "GET", 200, backwards).map(drop)
    })
}

/// Alice is there.
fn bytes_stay_as_they_are(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("A length is in bytes, not in characters: an `ö` has two.");
    talk.send("alice", "GET /größe HTTP/1.1\r\nX: öö\r\n\r\n".as_bytes())?;
    talk.receive_page("alice", "GET", 200, "X: öö\r\nGET /größe HTTP/1.1\r\n")?;
    talk.if_this_fails("A line need not be text, and no byte of it may change.");
    talk.send("alice", b"GET /\xff HTTP/1.1\r\n\0: \r\xc3 \n:\r\n \r\n\r\n")?;
    talk.receive_page("alice", "GET", 200, b" \r\n\0: \r\xc3 \n:\r\nGET /\xff HTTP/1.1\r\n")?;
    Ok(())
}

/// Alice is there.
fn empty_lines_before_a_request_are_skipped(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("An empty line with nothing before it is no request: it is skipped.");
    talk.send("alice", &[b"\r\n\r\n\r\n", HELLO, b"\r\n", PICTURE].concat())?;
    talk.receive_page("alice", "GET", 200, HELLO_BACKWARDS)?;
    talk.receive_page("alice", "GET", 200, PICTURE_BACKWARDS)?;
    Ok(())
}

/// Alice is there, and bob comes in between.
fn two_ask_at_once(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Two clients ask at once, and one gets lines of the other: each connection has a protocol of \
         its own.",
    );
    talk.connect("bob")?;
    talk.send("alice", b"GET /alice HTTP/1.1\r\n")?;
    talk.send("bob", b"GET /bob HTTP/1.1\r\nHost: bob\r\n\r\n")?;
    talk.receive_page("bob", "GET", 200, "Host: bob\r\nGET /bob HTTP/1.1\r\n")?;
    talk.send("alice", b"Host: alice\r\n\r\n")?;
    talk.receive_page("alice", "GET", 200, "Host: alice\r\nGET /alice HTTP/1.1\r\n")?;
    talk.vanish("alice")
}

/// Bob is there.
fn all_that_was_said_is_answered(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A client has said all: what it asked before is answered, what is not whole is not, and then \
         the connection is closed.",
    );
    talk.send("bob", &[HELLO, b"GET /half HTTP/1.1\r\n"].concat())?;
    talk.half_close("bob")?;
    talk.receive_page("bob", "GET", 200, HELLO_BACKWARDS)?;
    talk.receive_end("bob")
}
