//! `flush_then_close`: when all is written, and when a connection is broken off.

use harness::{Conversation, Exam, Step};

const LARGE: usize = 1_000_000;

/// More than the system takes for a peer that does not read.
const LARGER: usize = 10_000_000;

const CLEANLY: &str = "gone: Connection was closed cleanly.";
const ABORTED: &str = "gone: Connection was aborted locally.";

pub fn flush_then_close(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    the_end_comes_behind_the_answer(&mut talk)?;
    a_large_answer_is_not_cut_off(&mut talk)?;
    a_visitor_may_read_late(&mut talk)?;
    nonsense_is_broken_off(&mut talk)?;
    talk.finish();
    Ok(())
}

fn the_end_comes_behind_the_answer(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A visitor does not get all that was asked for. Which way to close waits until everything \
         is written, and when must it be called?",
    );
    talk.connect("alice")?;
    talk.send("alice", b"10\r\n")?;
    talk.receive("alice", &goods(10))?;
    talk.if_this_fails(
        "The visitor has all, and then does not see the end: the connection is to be closed in \
         order, and by this side, as soon as all is written.",
    );
    talk.receive_end("alice")?;
    talk.prints(CLEANLY)
}

fn a_large_answer_is_not_cut_off(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A large answer is cut off: it takes longer than a turn of the reactor to send.",
    );
    talk.connect("bob")?;
    talk.send("bob", format!("{LARGE}\r\n").as_bytes())?;
    talk.half_close("bob")?;
    talk.receive("bob", &goods(LARGE))?;
    talk.receive_end("bob")?;
    talk.prints(CLEANLY)
}

fn a_visitor_may_read_late(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "The answer to a visitor who reads late is cut off. How long it takes to send is the \
         visitor's choice: no clock can know it.",
    );
    talk.connect("carol")?;
    talk.send("carol", format!("{LARGER}\r\n").as_bytes())?;
    talk.in_short("a hundred others are served, while carol does not read", |talk| {
        (0..100).try_for_each(|_| {
            talk.connect("dave")?;
            talk.send("dave", b"0\r\n")?;
            talk.receive("dave", &goods(0))?;
            talk.receive_end("dave")?;
            talk.prints(CLEANLY)
        })
    })?;
    talk.receive("carol", &goods(LARGER))?;
    talk.receive_end("carol")?;
    talk.prints(CLEANLY)
}

fn nonsense_is_broken_off(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Who asks for anything but a number is thrown out: not closed in order, but broken off.",
    );
    talk.connect("erin")?;
    talk.send("erin", b"everything\r\n")?;
    talk.receive_reset("erin")?;
    talk.prints(ABORTED)
}

/// What is to come for so many bytes.
fn goods(count: usize) -> Vec<u8> {
    [&vec![b'x'; count][..], b"that was all\r\n"].concat()
}
