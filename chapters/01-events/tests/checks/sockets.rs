//! Readiness and dispatch, and the whole loop.

use harness::{Conversation, Exam, Step};

use crate::ask::ask;

pub fn ready_list(exam: &mut Exam) -> Step {
    let list = "Those on the list are called, in the order of the list, and nobody else.";
    let removed = "A handler is called (or asked for) although another one has removed it in the \
                   same turn. Being on the list does not mean being there.";
    let stays = "A handler that wants to stay must be there in the next turn.";
    let leaves = "A handler that wanted to leave is still there.";

    let answer = "turn: a, a is called, turn: a, a is called, still there: a";
    ask(exam, ["a", "a", "a"], answer, stays)?;
    let answer = "turn: c a, c is called, a is called, still there: a b c";
    ask(exam, ["a b c", "c a"], answer, list)?;
    let answer =
        "turn: b a, b is called and leaves, a is called, turn: a, a is called, still there: a";
    ask(exam, ["a b!", "b a", "a"], answer, leaves)?;
    let answer = "turn: b c a, b is called and removes c, a is called, still there: a b";
    ask(exam, ["a b-c c", "b c a"], answer, removed)?;
    let answer = "turn: c b, c is called, b is called and removes c, turn: c b, b is called, \
                  still there: b";
    ask(exam, ["b-c c", "c b", "c b"], answer, removed)?;
    let answer = "turn: a b c, a is called and removes b, c is called, still there: a c";
    ask(exam, ["a-b b-c c", "a b c"], answer, removed)?;
    ask(exam, ["a", "x a"], "turn: x a, a is called, still there: a", removed)
}

pub fn event_loop(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0", "3600000"])?;
    everybody_is_echoed(&mut talk)?;
    leavers_are_no_trouble(&mut talk)?;
    many_are_served_at_once(&mut talk)?;
    talk.finish();

    let mut talk = exam.serve(["127.0.0.1:0", "50"])?;
    visitors_are_put_out(&mut talk)?;
    talk.finish();
    Ok(())
}

fn everybody_is_echoed(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "The first visitor gets no echo: is the stream registered, and its token served?",
    );
    talk.connect("alice")?;
    talk.send("alice", b"hello\r\n")?;
    talk.receive("alice", b"hello\r\n")?;
    talk.if_this_fails(
        "A second visitor is not served while the first one is there: both must be in the poll, \
         and neither may block.",
    );
    talk.connect("bob")?;
    talk.send("bob", b"and me? \x00\xff")?;
    talk.receive("bob", b"and me? \x00\xff")?;
    talk.if_this_fails(
        "An echo is cut short: a visitor's last word comes back before the end does.",
    );
    talk.send("alice", b"that was all")?;
    talk.half_close("alice")?;
    talk.receive("alice", b"that was all")?;
    talk.receive_end("alice")
}

/// Alice has left just now; bob is still there.
fn leavers_are_no_trouble(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "One visitor left, another one came, and somebody lost the connection by that: whose token \
         did the newcomer get?",
    );
    talk.connect("carol")?;
    talk.send("carol", b"good day")?;
    talk.receive("carol", b"good day")?;
    talk.send("bob", b"still here")?;
    talk.receive("bob", b"still here")?;
    talk.if_this_fails(
        "A visitor vanished, and the others are not served any more: a connection that fails \
         must not end the loop.",
    );
    talk.send("carol", b"do not answer")?;
    talk.vanish("carol")?;
    for name in ["dave", "dora", "dick"] {
        talk.connect(name)?;
        talk.send(name, b"hello")?;
        talk.receive(name, b"hello")?;
        talk.vanish(name)?;
    }
    talk.send("bob", b"me too")?;
    talk.receive("bob", b"me too")
}

/// They come while the server stands still, so that it finds all of them at the
/// door in one turn.
fn many_are_served_at_once(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "When many come at once, some are never served. The poll tells of the door once for all \
         who wait there: accept until it would block.",
    );
    let names: Vec<String> = (0..100).map(|number| format!("guest {number}")).collect();
    talk.in_short("a hundred guests come at once, and each of them is echoed", |talk| {
        talk.all_at_once(|talk| names.iter().try_for_each(|name| talk.connect(name)))?;
        names.iter().try_for_each(|name| talk.send(name, name.as_bytes()))?;
        names.iter().rev().try_for_each(|name| talk.receive(name, name.as_bytes()))
    })
}

fn visitors_are_put_out(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A visitor's time is over, and nobody puts the visitor out. Does the poll wait no longer \
         than the next timer lets it, and who is called when it is due?",
    );
    talk.connect("erin")?;
    talk.receive_end("erin")?;
    talk.if_this_fails(
        "It works for the first visitor: the time of everyone who comes must run, and one who has \
         left before that is no trouble.",
    );
    talk.connect("frank")?;
    talk.vanish("frank")?;
    talk.connect("grace")?;
    talk.receive_end("grace")?;
    talk.if_this_fails(
        "A visitor was put out, and then the loop was over: the timer of one who has left finds \
         nobody, and one who has left before that is no trouble.",
    );
    talk.connect("heidi")?;
    talk.receive_end("heidi")
}
