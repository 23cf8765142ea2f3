//! Why a connection ended, or why there was none.

use harness::{ClosedPort, Conversation, Exam, Step};

use super::clients::closed_address;

/// Each reason in its own words.
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
