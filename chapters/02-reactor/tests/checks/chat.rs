//! `chat_room`: the whole chat, by the points of its contract.

use harness::{Conversation, Exam, Step};

/// A line of the usual protocols may have 16,384 bytes.
const LONG_LINE: usize = 16_000;

/// More than the system keeps for two sockets, by far.
const MUCH: usize = 32 * 1024 * 1024;

/// What a program that lets no more than a megabyte wait never needs.
const MEMORY: usize = 16 * 1024 * 1024;

pub fn chat_room(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    guests_register(&mut talk)?;
    guests_talk(&mut talk)?;
    commands_are_obeyed(&mut talk)?;
    guests_leave(&mut talk)?;
    talk.finish();

    let mut talk = exam.serve(["127.0.0.1:0"])?;
    fifty_guests_are_in_the_room(&mut talk)?;
    talk.finish();

    let mut talk = exam.serve(["127.0.0.1:0"])?;
    who_does_not_read_is_put_out(&mut talk)?;
    talk.finish();
    Ok(())
}

fn guests_register(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("Point 1 or 2: the first guest asks for a name that is free.");
    enter(talk, "alice")?;
    talk.send("alice", b"alice\r\n")?;
    talk.receive("alice", b"Welcome, alice.\r\n")?;
    talk.if_this_fails(
        "Point 1: one word that does not begin with `/` and is nobody else's; and whoever is \
         refused a name may try again.",
    );
    enter(talk, "bob")?;
    for name in ["alice", "", "bob the builder", "/quit"] {
        talk.send("bob", format!("{name}\r\n").as_bytes())?;
        talk.receive("bob", b"Choose another name.\r\n")?;
    }
    talk.if_this_fails("A name may come in two packets, and words behind it in the same one.");
    talk.send("bob", b"b")?;
    talk.send("alice", b"/who\r\n")?;
    talk.receive("alice", b"Here: alice\r\n")?;
    talk.send("bob", b"ob\r\nhello\r\n")?;
    talk.receive("bob", b"Welcome, bob.\r\n")?;
    talk.if_this_fails(
        "Points 2 and 3: those in the room hear who has come, and then what is said.",
    );
    talk.receive("alice", b"* bob has come\r\nbob: hello\r\n")
}

/// Alice and bob are in the room.
fn guests_talk(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Point 3: all others hear what a guest says, every line of it, as it was said; the guest \
         does not.",
    );
    talk.send("alice", b"good day, \xff\r\n  how are")?;
    talk.receive("bob", b"alice: good day, \xff\r\n")?;
    talk.send("bob", b"well\r\nand you?\r\n")?;
    talk.receive("alice", b"bob: well\r\nbob: and you?\r\n")?;
    talk.send("alice", b" you?\r\n")?;
    talk.receive("bob", b"alice:   how are you?\r\n")?;
    talk.if_this_fails("Point 2: who has no name yet is not in the room, and hears nothing of it.");
    enter(talk, "carol")?;
    talk.send("alice", b"who is this?\r\n")?;
    talk.receive("bob", b"alice: who is this?\r\n")?;
    talk.send("carol", b"carol\r\n")?;
    talk.receive("carol", b"Welcome, carol.\r\n")?;
    talk.receive("alice", b"* carol has come\r\n")?;
    talk.receive("bob", b"* carol has come\r\n")
}

/// Alice, bob and carol are in the room.
fn commands_are_obeyed(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("Point 4: the names of those in the room, sorted; to the one who asks.");
    enter(talk, "aaron")?;
    talk.send("bob", b"/who\r\n")?;
    talk.receive("bob", b"Here: alice, bob, carol\r\n")?;
    talk.if_this_fails("Point 5: one guest hears it, with all of its words, and nobody else does.");
    talk.send("bob", b"/msg carol meet me  at noon\r\n")?;
    talk.receive("carol", b"bob tells you: meet me  at noon\r\n")?;
    talk.send("carol", b"yes\r\n")?;
    talk.receive("alice", b"carol: yes\r\n")?;
    talk.receive("bob", b"carol: yes\r\n")?;
    talk.send("bob", b"/msg aaron hello\r\n/msg dave hello\r\n")?;
    talk.receive("bob", b"Nobody here is called aaron.\r\nNobody here is called dave.\r\n")?;
    talk.if_this_fails("Point 7: a command that is none is answered, and not told to the others.");
    talk.send("bob", b"/shout hello\r\n/whoami\r\n")?;
    talk.receive("bob", b"No such command.\r\nNo such command.\r\n")?;
    talk.send("carol", b"anything new?\r\n")?;
    talk.receive("alice", b"carol: anything new?\r\n")?;
    talk.receive("bob", b"carol: anything new?\r\n")
}

/// Alice, bob and carol are in the room, and one without a name is there.
fn guests_leave(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Point 6: `/quit` is answered, the connection is closed, and what was said behind it is \
         not heard.",
    );
    talk.send("bob", b"bye\r\n/quit\r\none more thing\r\n")?;
    talk.receive("bob", b"Bye.\r\n")?;
    talk.receive_end("bob")?;
    talk.receive("alice", b"bob: bye\r\n* bob has left\r\n")?;
    talk.receive("carol", b"bob: bye\r\n* bob has left\r\n")?;
    talk.if_this_fails("Point 8: who leaves is announced once, and only who was in the room.");
    leave(talk, "aaron")?;
    talk.send("alice", b"who was that?\r\n")?;
    talk.receive("carol", b"alice: who was that?\r\n")?;
    talk.if_this_fails(
        "Point 8: one may leave without `/quit`, too, with a last word or without one, and the \
         name is free again.",
    );
    enter(talk, "bob")?;
    talk.send("bob", b"bob\r\nI have to go\r\n")?;
    talk.half_close("bob")?;
    talk.receive("bob", b"Welcome, bob.\r\n")?;
    talk.receive_end("bob")?;
    talk.send("carol", b"oh\r\n")?;
    let heard = b"* bob has come\r\nbob: I have to go\r\n* bob has left\r\n";
    talk.receive("alice", &[&heard[..], b"carol: oh\r\n"].concat())?;
    talk.receive("carol", heard)?;
    a_guest_leaves_while_another_speaks(talk)
}

/// Alice and carol are in the room.
fn a_guest_leaves_while_another_speaks(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "One guest vanishes while another one speaks, and the others do not hear all of it, or not \
         that the guest has left. To write to one who has gone is no error.",
    );
    enter(talk, "dave")?;
    talk.send("dave", b"dave\r\n")?;
    talk.receive("dave", b"Welcome, dave.\r\n")?;
    talk.receive("alice", b"* dave has come\r\n")?;
    talk.receive("carol", b"* dave has come\r\n")?;
    let words: Vec<String> = (0..200).map(|number| format!("word {number}\r\n")).collect();
    let mut heard: Vec<String> = words.iter().map(|word| format!("alice: {word}")).collect();
    heard.push("* dave has left\r\n".to_owned());
    let heard: Vec<&str> = heard.iter().map(String::as_str).collect();
    talk.send("alice", words.concat().as_bytes())?;
    talk.vanish("dave")?;
    talk.receive_in_any_order("carol", &heard)?;
    talk.receive("alice", b"* dave has left\r\n")
}

fn fifty_guests_are_in_the_room(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("With fifty guests in the room, one of them does not hear what all hear.");
    let names: Vec<String> = (10..60).map(|number| format!("guest{number}")).collect();
    talk.in_short("fifty guests come, and each is announced to those before", |talk| {
        names.iter().enumerate().try_for_each(|(already, name)| {
            enter(talk, name)?;
            talk.send(name, format!("{name}\r\n").as_bytes())?;
            talk.receive(name, format!("Welcome, {name}.\r\n").as_bytes())?;
            let come = format!("* {name} has come\r\n");
            names[..already].iter().try_for_each(|other| talk.receive(other, come.as_bytes()))
        })
    })?;
    talk.in_short("all speak at once, and each hears the others", |talk| {
        names.iter().try_for_each(|name| talk.send(name, b"hello\r\n"))?;
        names.iter().try_for_each(|name| {
            let others = names.iter().filter(|other| *other != name);
            let heard: Vec<String> = others.map(|other| format!("{other}: hello\r\n")).collect();
            let heard: Vec<&str> = heard.iter().map(String::as_str).collect();
            talk.receive_in_any_order(name, &heard)
        })
    })
}

/// Two are in the room: one speaks, and the other one does not listen.
fn who_does_not_read_is_put_out(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("Two guests come, and one is announced to the other.");
    for guest in ["bob", "zoe"] {
        enter(talk, guest)?;
        talk.send(guest, format!("{guest}\r\n").as_bytes())?;
        talk.receive(guest, format!("Welcome, {guest}.\r\n").as_bytes())?;
    }
    talk.receive("bob", b"* zoe has come\r\n")?;
    talk.if_this_fails(
        "Point 9: bob says a lot, zoe does not read, and what waits for her fills the memory. Is \
         there something by which a transport bounds what waits?",
    );
    let line = [&[b'x'; LONG_LINE][..], b"\r\n"].concat();
    talk.send("bob", &line.repeat(MUCH / line.len()))?;
    talk.send("bob", b"/who\r\n")?;
    talk.receive("bob", b"* zoe has left\r\nHere: bob\r\n")?;
    talk.memory_stays_below(MEMORY)
}

/// A guest comes, and is asked.
pub fn enter(talk: &mut Conversation<'_>, guest: &str) -> Step {
    talk.connect(guest)?;
    talk.receive(guest, b"What is your name?\r\n")
}

/// A guest says that this was all: who sees the end knows that the program has heard.
pub fn leave(talk: &mut Conversation<'_>, guest: &str) -> Step {
    talk.half_close(guest)?;
    talk.receive_end(guest)
}
