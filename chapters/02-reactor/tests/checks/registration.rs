//! `registration`: a protocol with two states.

use harness::{Conversation, Exam, Step};

use super::chat::{enter, leave};

const NEXT_TRY: &str = "A guest was sent to choose another name: that guest stays, and what is said \
                        next is a name, too.";

pub fn registration(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    guests_are_welcomed(&mut talk)?;
    some_names_are_refused(&mut talk)?;
    names_become_free(&mut talk)?;
    talk.finish();
    Ok(())
}

fn guests_are_welcomed(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("The first guest gives a name, which is free, and is to be welcomed by it.");
    enter(talk, "alice")?;
    talk.send("alice", b"alice\r\n")?;
    talk.receive("alice", b"Welcome, alice\r\n")?;
    talk.if_this_fails(
        "The guest was welcomed, and what the guest says is still taken for a name: the protocol \
         has a second state.",
    );
    talk.send("alice", b"hello\r\n")?;
    talk.receive("alice", b"alice: hello\r\n")?;
    talk.if_this_fails("A name and the first words may come in one packet, or a name in two.");
    enter(talk, "bob")?;
    talk.send("bob", b"b")?;
    talk.send("alice", b"still here\r\n")?;
    talk.receive("alice", b"alice: still here\r\n")?;
    talk.send("bob", b"ob\r\nhello\r\nalice\r\n")?;
    talk.receive("bob", b"Welcome, bob\r\nbob: hello\r\nbob: alice\r\n")
}

/// Alice and bob are there.
fn some_names_are_refused(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("Two guests have the same name: who is there already?");
    enter(talk, "carol")?;
    talk.send("carol", b"alice\r\n")?;
    talk.receive("carol", b"alice is taken, choose another\r\n")?;
    talk.if_this_fails(NEXT_TRY);
    talk.send("carol", b" bob\r\n")?;
    talk.receive("carol", b"bob is taken, choose another\r\n")?;
    talk.if_this_fails("An empty name is none, and space does not count: ask for another.");
    talk.send("carol", b"\r\n")?;
    talk.receive("carol", b"You need a name, choose one\r\n")?;
    talk.send("carol", b"  \t \r\n")?;
    talk.receive("carol", b"You need a name, choose one\r\n")?;
    talk.if_this_fails(NEXT_TRY);
    talk.send("carol", b" carol jones \r\nhello\r\n")?;
    talk.receive("carol", b"Welcome, carol jones\r\ncarol jones: hello\r\n")?;
    talk.if_this_fails("A name may be of any bytes, and two that differ in one byte are two.");
    for (guest, name) in [("dora", b"d\xf6ra"), ("doris", b"d\xf7ra")] {
        enter(talk, guest)?;
        talk.send(guest, &[name, &b"\r\n"[..]].concat())?;
        talk.receive(guest, &[b"Welcome, ", &name[..], b"\r\n"].concat())?;
    }
    Ok(())
}

fn names_become_free(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A guest was refused a name and has left, and now the name is free, though its owner is \
         there. Only who was welcomed by a name gives it back.",
    );
    enter(talk, "eve")?;
    talk.send("eve", b"alice\r\n")?;
    talk.receive("eve", b"alice is taken, choose another\r\n")?;
    leave(talk, "eve")?;
    enter(talk, "frank")?;
    talk.send("frank", b"alice\r\n")?;
    talk.receive("frank", b"alice is taken, choose another\r\n")?;
    talk.if_this_fails(
        "A guest has left, and nobody else can have the name: when is it free again?",
    );
    leave(talk, "alice")?;
    talk.send("frank", b"alice\r\n")?;
    talk.receive("frank", b"Welcome, alice\r\n")?;
    talk.if_this_fails("One guest has left, and the name of another one is free by that.");
    enter(talk, "grace")?;
    talk.send("grace", b"bob\r\n")?;
    talk.receive("grace", b"bob is taken, choose another\r\n")
}
