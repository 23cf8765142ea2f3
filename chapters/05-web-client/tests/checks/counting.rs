//! `count_bytes`: a body as it comes, and how it ends.

use harness::{Conversation, Exam, Step};

const AT_ONCE: &str = "A piece has come, and it is not told how many bytes there are by now. A \
    body that is delivered to a protocol comes piece by piece; told is the sum, and the length \
    of the whole if the response knows it.";

pub fn count_bytes(exam: &mut Exam) -> Step {
    pieces_by_chance(exam)?;
    a_length(exam)?;
    chunks(exam)?;
    the_end_of_the_connection(exam)?;
    broken_off(exam)?;
    no_last_chunk(exam)?;
    no_body(exam)
}

/// How long the pieces are, nobody knows beforehand.
fn pieces_by_chance(exam: &mut Exam) -> Step {
    let first = usize::try_from(exam.lot() % 900 + 100).unwrap_or(100);
    let mut talk = exam.call([]);
    talk.in_short("server sends a film of 1000 bytes in two pieces, cut by lot", |talk| {
        talk.if_this_fails("The film is never asked for.");
        asks(talk)?;
        talk.begin_answer("server", "200 OK", &[("Content-Length", "1000")])?;
        talk.if_this_fails(AT_ONCE);
        talk.send("server", &vec![b'.'; first])?;
        talk.prints(&format!("{first} of 1000 bytes"))?;
        talk.send("server", &vec![b'.'; 1000 - first])?;
        talk.prints("1000 of 1000 bytes")
    })?;
    ends(talk, "complete: 1000 bytes")
}

fn a_length(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    asks(&mut talk)?;
    talk.begin_answer("server", "200 OK", &[("Content-Length", "12")])?;
    piece(&mut talk, "A ship", "6 of 12 bytes")?;
    piece(&mut talk, " comes", "12 of 12 bytes")?;
    ends(talk, "complete: 12 bytes")
}

fn chunks(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    asks(&mut talk)?;
    talk.begin_answer("server", "200 OK", &[("Transfer-Encoding", "chunked")])?;
    piece(&mut talk, "6\r\nA ship\r\n", "6 bytes")?;
    piece(&mut talk, "b\r\n comes near\r\n", "17 bytes")?;
    talk.send("server", b"0\r\n\r\n")?;
    talk.if_this_fails(
        "The last chunk has said that it is the last one: nothing is missing, although nobody \
         knew the length.",
    );
    ends(talk, "complete: 17 bytes")
}

fn the_end_of_the_connection(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    asks(&mut talk)?;
    talk.begin_answer("server", "200 OK", &[])?;
    piece(&mut talk, "A ship", "6 bytes")?;
    talk.close("server")?;
    talk.if_this_fails(
        "The body ended with the connection. It may be whole, and it may be half: `perhaps` is \
         all that can be said.",
    );
    ends(talk, "perhaps complete: 6 bytes")
}

fn broken_off(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    asks(&mut talk)?;
    talk.begin_answer("server", "200 OK", &[("Content-Length", "12")])?;
    piece(&mut talk, "A ship", "6 of 12 bytes")?;
    talk.close("server")?;
    talk.if_this_fails(
        "6 of 12 bytes came, and then the connection ended. The reason of `connection_lost` says \
         so: it is not the same for every end.",
    );
    ends(talk, "broken off: 6 bytes")
}

fn no_last_chunk(exam: &mut Exam) -> Step {
    let length = exam.lot() % 900 + 100;
    let mut talk = exam.call([]);
    talk.in_short("server sends a chunk as long as by lot, and no other, and goes", |talk| {
        asks(talk)?;
        talk.begin_answer("server", "200 OK", &[("Transfer-Encoding", "chunked")])?;
        let chunk = ".".repeat(usize::try_from(length).unwrap_or(100));
        piece(talk, &format!("{length:x}\r\n{chunk}\r\n"), &format!("{length} bytes"))?;
        talk.close("server")?;
        talk.if_this_fails(
            "The last chunk has not come: something is missing for certain, although nobody can \
             say how much. It is the reason that knows, and not what was announced.",
        );
        talk.prints(&format!("broken off: {length} bytes"))
    })?;
    talk.wait_for_end().map(drop)
}

fn no_body(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    asks(&mut talk)?;
    talk.begin_answer("server", "204 No Content", &[])?;
    talk.if_this_fails("A page without a body has no pieces, and is complete.");
    ends(talk, "complete: 0 bytes")
}

fn asks(talk: &mut Conversation<'_>) -> Step {
    talk.accept("server")?;
    talk.receive_request("server", "GET", "/film").map(drop)
}

/// The server sends this, and no more until it is told.
fn piece(talk: &mut Conversation<'_>, data: &str, line: &str) -> Step {
    talk.if_this_fails(AT_ONCE);
    talk.send("server", data.as_bytes())?;
    talk.prints(line)
}

fn ends(mut talk: Conversation<'_>, line: &str) -> Step {
    talk.prints(line)?;
    talk.if_this_fails(
        "The body is over, and the program goes on. The reactor is stopped when the Deferred of \
         `count` fires: who fires it?",
    );
    talk.wait_for_end().map(drop)
}
