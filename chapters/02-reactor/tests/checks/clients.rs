//! Clients: the polite one, three calls at once, and the reasons for an end.

use std::collections::BTreeMap;

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
    match verdict {
        Verdict::Differs { .. } => Verdict::Differs {
            expected: "| they say: (100,000 bytes)".to_owned(),
            got: "| (another line)".to_owned(),
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

fn closed_address(closed: &ClosedPort) -> String {
    closed.address().expect("a bound socket has an address").to_string()
}

/// Three calls, and an end after the last.
pub fn three_callers(exam: &mut Exam) -> Step {
    all_three_are_answered(exam)?;
    one_is_refused(exam)?;
    all_are_refused(exam)
}

fn all_three_are_answered(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    let callers = Callers::accept(&mut talk, ["one", "two", "three"])?;
    talk.if_this_fails(
        "One call is over, and two are not: 2 are to go, and the reactor goes on until they are over.",
    );
    callers.answer(&mut talk, "two")?;
    talk.prints("two is over, 2 to go")?;
    callers.answer(&mut talk, "three")?;
    talk.if_this_fails(
        "Another call is over, and 1 is to go. Does each factory count for itself? There must be one \
         number that all three share.",
    );
    talk.prints("three is over, 1 to go")?;
    callers.answer(&mut talk, "one")?;
    the_last_one_ends_it(talk, "one")
}

fn the_last_one_ends_it(mut talk: Conversation<'_>, last: &str) -> Step {
    talk.if_this_fails("The last call is over: none is to go, and the reactor stops.");
    talk.prints(&format!("{last} is over, 0 to go"))?;
    talk.wait_for_end().map(drop)
}

fn one_is_refused(exam: &mut Exam) -> Step {
    let closed = ClosedPort::new().expect("a port is free");
    let mut talk = exam.call([closed_address(&closed).as_str()]);
    talk.if_this_fails(
        "One call was refused. It has come to its end, so it counts like the others; and the others \
         go on.",
    );
    talk.prints("three failed, 2 to go")?;
    let callers = Callers::accept(&mut talk, ["one", "two"])?;
    callers.answer(&mut talk, "one")?;
    talk.prints("one is over, 1 to go")?;
    callers.answer(&mut talk, "two")?;
    the_last_one_ends_it(talk, "two")
}

/// In which order they fail nobody can foretell.
fn all_are_refused(exam: &mut Exam) -> Step {
    let closed = ClosedPort::new().expect("a port is free");
    let address = closed_address(&closed);
    let run = exam.run_unseen(&[&address, &address]);
    exam.mistake_if(run.is_err(), "All three calls were refused, and the reactor still runs.");
    let run = run?;
    let failed = run.lines.iter().filter_map(|line| line.split_once(" failed, "));
    let (mut words, to_go): (Vec<&str>, Vec<&str>) = failed.unzip();
    words.sort_unstable();
    exam.note(&format!("{} are refused: {}", words.join(" and "), to_go.join(", ")));
    exam.note(&format!("[{}]", run.exit));
    Ok(())
}

/// The peers that the three calls came to, by the words they said. Which call
/// comes first is a matter of luck.
struct Callers(BTreeMap<String, String>);

impl Callers {
    fn accept<const N: usize>(talk: &mut Conversation<'_>, words: [&str; N]) -> Step<Callers> {
        let mut callers = BTreeMap::new();
        talk.in_short(&format!("{} call", words.join(" and ")), |talk| {
            (0..N).try_for_each(|number| {
                let caller = format!("caller {number}");
                talk.accept(&caller)?;
                let word = talk.receive_line(&caller)?.trim_end().to_owned();
                callers.insert(word, caller);
                Ok(())
            })
        })?;
        if words.iter().all(|word| callers.contains_key(*word)) {
            return Ok(Callers(callers));
        }
        let said = callers.keys().map(String::as_str).collect::<Vec<_>>().join(" and ");
        Err(Verdict::Differs { expected: words.join(" and "), got: said })
    }

    /// The call that said `word` is answered, in two pieces, and is over.
    fn answer(&self, talk: &mut Conversation<'_>, word: &str) -> Step {
        let caller = &self.0[word];
        talk.in_short(&format!("{word} < \"good day to \" \"you\\r\\n\", and the end"), |talk| {
            talk.send(caller, b"good day to ")?;
            talk.send(caller, b"you\r\n")?;
            talk.close(caller)
        })?;
        talk.prints(&format!("{word}: good day to you"))
    }
}

/// Why a connection ended, or why there was none.
pub fn lost_reasons(exam: &mut Exam) -> Step {
    the_call_is_refused(exam)?;
    the_call_goes_nowhere(exam)?;
    the_server_closes(exam)?;
    the_server_vanishes(exam)?;
    the_server_speaks(exam)
}

fn the_call_is_refused(exam: &mut Exam) -> Step {
    let closed = ClosedPort::new().expect("a port is free");
    let run = exam.run([closed_address(&closed).as_str()])?;
    exam.mistake_if(
        !run.says("nobody listens there"),
        "The connection was refused, and there is a reason of that name. Is it asked for?",
    );
    Ok(())
}

/// Nobody need be asked to know that this is no address.
fn the_call_goes_nowhere(exam: &mut Exam) -> Step {
    let run = exam.run(["nowhere"])?;
    exam.mistake_if(
        !run.says("something else"),
        "A call failed, and it was not refused: it went to no address at all. What is none of the \
         four kinds is something else.",
    );
    Ok(())
}

fn the_server_closes(exam: &mut Exam) -> Step {
    let mut talk = call(exam)?;
    talk.if_this_fails("The server closed the connection, and closed it in order.");
    talk.close("server")?;
    talk.prints("closed in order")?;
    talk.wait_for_end().map(drop)
}

fn the_server_vanishes(exam: &mut Exam) -> Step {
    let mut talk = call(exam)?;
    talk.if_this_fails(
        "The server vanished, and the connection broke: not every connection that was lost was \
         closed in order.",
    );
    talk.vanish("server")?;
    talk.prints("broken by the other side")?;
    talk.wait_for_end().map(drop)
}

fn the_server_speaks(exam: &mut Exam) -> Step {
    let mut talk = call(exam)?;
    talk.if_this_fails(
        "This side gave the connection up: a connection can break without the other side's doing.",
    );
    talk.send("server", b"why?\r\n")?;
    talk.receive_reset("server")?;
    talk.prints("broken by this side")?;
    talk.wait_for_end().map(drop)
}

/// Only one who has spoken is connected for certain: who has not may still hear
/// that the call failed.
fn call(exam: &mut Exam) -> Step<Conversation<'_>> {
    let mut talk = exam.call([]);
    talk.accept("server")?;
    talk.receive("server", b"say nothing\r\n")?;
    Ok(talk)
}
