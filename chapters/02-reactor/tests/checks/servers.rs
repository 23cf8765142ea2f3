//! Servers: the shout, and who is at the two ends of a connection.

use harness::{Conversation, Exam, Step};

/// Everybody is sent back what they sent, in capitals.
pub fn shout_server(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    letters_become_capitals(&mut talk)?;
    other_bytes_stay(&mut talk)?;
    everybody_is_answered(&mut talk)?;
    a_last_word_is_answered(&mut talk)?;
    large_things_come_back_whole(&mut talk)?;
    talk.finish();
    Ok(())
}

fn letters_become_capitals(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "The first client gets no shout. `data_received` is handed what came, and the transport to \
         answer on; the answer leaves at once, without waiting for more.",
    );
    talk.connect("alice")?;
    talk.send("alice", b"good day")?;
    talk.receive("alice", b"GOOD DAY")?;
    talk.if_this_fails(
        "The first answer is right, and the second one never comes: the connection stays open until \
         the client closes it.",
    );
    talk.send("alice", b"it's 7 o'clock\r\n")?;
    talk.receive("alice", b"IT'S 7 O'CLOCK\r\n")
}

/// Alice is there.
fn other_bytes_stay(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Only the letters a to z change. Another byte has changed or is lost, or it keeps a letter \
         beside it from being changed: what comes in need not be text.",
    );
    for data in ["größe".as_bytes(), b"a\xffb\xc3", b"\xb6c"] {
        talk.send("alice", data)?;
        talk.receive("alice", &data.to_ascii_uppercase())?;
    }
    let all_bytes: Vec<u8> = (0..=255).collect();
    talk.in_short("alice sends every byte that there is; each comes back", |talk| {
        talk.send("alice", &all_bytes)?;
        talk.receive("alice", &all_bytes.to_ascii_uppercase())
    })
}

/// Alice is there.
fn everybody_is_answered(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Several clients are there, and one of them gets no answer, or somebody else's: each \
         connection has a protocol and a transport of its own.",
    );
    talk.connect("bob")?;
    talk.send("bob", b"i am bob")?;
    talk.send("alice", b"i am alice")?;
    talk.receive("alice", b"I AM ALICE")?;
    talk.receive("bob", b"I AM BOB")?;
    talk.vanish("bob")?;
    talk.send("alice", b"still here")?;
    talk.receive("alice", b"STILL HERE")?;
    let names: Vec<String> = (0..50).map(|number| format!("guest {number}")).collect();
    talk.in_short("fifty guests come; each is answered", |talk| {
        names.iter().try_for_each(|name| talk.connect(name))?;
        names.iter().try_for_each(|name| talk.send(name, name.as_bytes()))?;
        let answer = |name: &String| name.to_ascii_uppercase().into_bytes();
        names.iter().rev().try_for_each(|name| talk.receive(name, &answer(name)))
    })
}

fn a_last_word_is_answered(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A client's last word gets no answer: it is sent before the connection is closed.",
    );
    talk.connect("carol")?;
    talk.send("carol", b"that was all")?;
    talk.half_close("carol")?;
    talk.receive("carol", b"THAT WAS ALL")?;
    talk.receive_end("carol")
}

/// A quarter of a megabyte fits into what the system keeps for two sockets: a
/// server that waits for its client to read takes it all the same.
fn large_things_come_back_whole(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("Something large does not come back as it was.");
    let large = b"the quick brown fox ".repeat(13_000);
    talk.connect("dave")?;
    talk.in_short("dave sends 260,000 bytes; they come back", |talk| {
        talk.send("dave", &large)?;
        talk.receive("dave", &large.to_ascii_uppercase())
    })
}

/// Everybody is told both ends of the connection.
pub fn who_is_there(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    let alice = alice_says_nothing(&mut talk)?;
    let [bob, carol] = two_are_there_at_once(&mut talk)?;
    talk.finish();
    for greeting in [alice, bob, carol] {
        exam.note(&greeting);
        exam.mistake_if(
            greeting.contains("You are SERVER") || greeting.contains("I am CLIENT"),
            "The two ends are mixed up: seen from a server, who is the peer, and who is the host?",
        );
        exam.mistake_if(
            greeting.contains(":0"),
            "Nobody has the port 0: it means \"any that is free\". Which one it became, the transport \
             knows.",
        );
        exam.mistake_if(
            !greeting.contains("You are CLIENT"),
            "Two are there at once, and one is told who the other is: every connection has a transport \
             of its own, and it knows its own two ends.",
        );
    }
    Ok(())
}

fn alice_says_nothing(talk: &mut Conversation<'_>) -> Step<String> {
    talk.connect("alice")?;
    let address = talk.address_of("alice");
    talk.if_this_fails(
        "Somebody came, and was not greeted. Who speaks first speaks in `connection_made`.",
    );
    talk.half_close("alice")?;
    let greeting = hear_greeting(talk, "alice")?;
    talk.receive_end("alice")?;
    talk.if_this_fails("Somebody came and went, and the server says something else on its output.");
    talk.prints(&format!("{address} has come"))?;
    talk.prints(&format!("{address} has gone"))?;
    Ok(greeting)
}

/// Both are there before either is listened to, and the first one goes first.
fn two_are_there_at_once(talk: &mut Conversation<'_>) -> Step<[String; 2]> {
    talk.if_this_fails(
        "Two are there at once, and the server says of one what is true of the other: every \
         connection has a transport of its own, and it knows its own two ends.",
    );
    for name in ["bob", "carol"] {
        talk.connect(name)?;
        talk.prints(&format!("{} has come", talk.address_of(name)))?;
    }
    let greetings = [hear_greeting(talk, "bob")?, hear_greeting(talk, "carol")?];
    for name in ["bob", "carol"] {
        let gone = format!("{} has gone", talk.address_of(name));
        talk.vanish(name)?;
        talk.prints(&gone)?;
    }
    Ok(greetings)
}

/// A greeting, with names in place of the addresses that it has to have.
fn hear_greeting(talk: &mut Conversation<'_>, name: &str) -> Step<String> {
    let (client, server) = (talk.address_of(name).to_string(), talk.address().to_string());
    let line = talk.receive_line(name)?;
    let line = line.replace(&client, "CLIENT").replace(&server, "SERVER");
    Ok(format!("{name} < {}", line.escape_debug()))
}
