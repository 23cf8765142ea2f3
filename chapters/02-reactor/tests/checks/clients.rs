//! A client, from its hello to the reactor's end.

use harness::{ClosedPort, Conversation, Exam, Exit, Step, Verdict};

/// Hello, the answer, thank you.
pub fn polite_client(exam: &mut Exam) -> Step {
    a_long_answer(exam)?;
    an_answer_in_pieces(exam)?;
    half_an_answer(exam)?;
    nobody_is_there(exam)
}

/// More than one read can bring, so that it comes in pieces for certain. Of the
/// short pieces below, the client may find several in one.
fn a_long_answer(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    say_hello(&mut talk)?;
    talk.if_this_fails(
        "A long answer came in pieces, and a piece was taken for the whole: it is whole when the \
         line's end is there.",
    );
    let line = "long ".repeat(20_000);
    talk.in_short("server says a line of 100,000 bytes, and the client prints it", |talk| {
        talk.send("server", format!("{line}\r\n").as_bytes())?;
        talk.prints(&format!("they say: {line}")).map_err(in_few_words)
    })?;
    say_thank_you(&mut talk)?;
    talk.wait_for_end().map(drop)
}

/// Nobody wants to compare two lines of such a length.
fn in_few_words(verdict: Verdict) -> Verdict {
    let said = "server > (a line of 100,000 bytes)\n|";
    match verdict {
        Verdict::Differs { .. } => Verdict::Differs {
            expected: format!("{said} they say: (the same line)"),
            got: format!("{said} (another line)"),
        },
        other => other,
    }
}

fn an_answer_in_pieces(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    say_hello(&mut talk)?;
    talk.if_this_fails(
        "The answer came in pieces, and its line was not printed as it is. A piece is no line: it \
         has to be kept until the line's end is there.",
    );
    for piece in [&b"gr"[..], b"\xc3", b"\xbc\xc3\x9f", b" dich\r", b"\nand more"] {
        talk.send("server", piece)?;
    }
    talk.prints("they say: grüß dich")?;
    say_thank_you(&mut talk)?;
    let exit = talk.wait_for_end()?;
    let printed = exam.transcript().contains("| they say: grüß dich\n");
    exam.mistake_if(
        !printed,
        "What is printed is the line and nothing else: neither its end, nor what stands behind it.",
    );
    exam.mistake_if(
        exit != Exit::Status(0),
        "The answer was whole, and the exit status does not say so: the factory keeps it.",
    );
    Ok(())
}

fn say_hello(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "The server waits for the client's hello. Who speaks first speaks in `connection_made`.",
    );
    talk.accept("server")?;
    talk.receive("server", b"hello\r\n")
}

fn say_thank_you(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "The answer has come, and the server is not thanked: what was written must be sent before \
         the connection is closed.",
    );
    talk.receive("server", b"thank you\r\n")?;
    talk.if_this_fails("All is said, and the client does not close the connection.");
    talk.receive_end("server")?;
    talk.if_this_fails(
        "The connection is over, and the reactor still runs: who is told of that, and can stop it?",
    );
    talk.close("server")
}

fn half_an_answer(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    say_hello(&mut talk)?;
    talk.if_this_fails(
        "The server hung up in the middle of its answer, and the reactor still runs: it stops \
         however the connection ended.",
    );
    talk.send("server", b"good d")?;
    talk.close("server")?;
    let exit = talk.wait_for_end()?;
    exam.mistake_if(
        exit == Exit::Status(0),
        "The server hung up in the middle of its answer, and the exit status says that all went \
         well.",
    );
    Ok(())
}

fn nobody_is_there(exam: &mut Exam) -> Step {
    let closed = ClosedPort::new().expect("a port is free");
    let run = exam.run([closed_address(&closed).as_str()]);
    exam.mistake_if(
        run.is_err(),
        "Nobody is there, and the reactor still runs: a call that fails has its own way to say so.",
    );
    let run = run?;
    exam.mistake_if(
        run.exit == Exit::Status(0),
        "Nobody is there, and the exit status says that all went well.",
    );
    exam.mistake_if(
        !run.says("nobody is there"),
        "Nobody is there, and the client does not say it: a call that fails has its own way to tell.",
    );
    Ok(())
}

/// Where every call is refused for as long as `closed` lives.
pub fn closed_address(closed: &ClosedPort) -> String {
    closed.address().expect("a bound socket has an address").to_string()
}
