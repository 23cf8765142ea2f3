//! Factories: what outlives a connection, and what is one connection's own.

use harness::{Conversation, Exam, Step};

/// How many are here, and how many were here at the most.
pub fn count_connections(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    three_are_here_at_once(&mut talk)?;
    some_go(&mut talk)?;
    others_come(&mut talk)?;
    talk.finish();
    Ok(())
}

fn three_are_here_at_once(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "The first one who comes is not told the numbers: one is here, the most is one.",
    );
    talk.connect("alice")?;
    talk.receive("alice", b"here: 1, most: 1\r\n")?;
    talk.if_this_fails(
        "Another one came, and one who was here is still here: there is one number for all, and it \
         cannot be a protocol's own.",
    );
    talk.connect("bob")?;
    talk.receive("bob", b"here: 2, most: 2\r\n")?;
    talk.connect("carol")?;
    talk.receive("carol", b"here: 3, most: 3\r\n")?;
    talk.if_this_fails("One who is here says something, and is not told the numbers of now.");
    talk.send("alice", b"?")?;
    talk.receive("alice", b"here: 3, most: 3\r\n")
}

/// Alice, bob and carol are here. Alice asks when the server has said that it knows
/// of bob's end, and not before.
fn some_go(talk: &mut Conversation<'_>) -> Step {
    let still_counted = "One has gone, and that one is still counted: `connection_lost` is called for \
                         every connection, however it ended.";
    talk.if_this_fails(still_counted);
    talk.vanish("bob")?;
    talk.prints("one has gone, here: 2")?;
    talk.if_this_fails("One has gone: fewer are here, and the most that were here at once stays.");
    talk.send("alice", b"?")?;
    talk.receive("alice", b"here: 2, most: 3\r\n")?;
    talk.if_this_fails(still_counted);
    talk.close("carol")?;
    talk.prints("one has gone, here: 1")
}

/// Alice is here.
fn others_come(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Somebody came after others had gone. The most is how many were here at once, not how many \
         have come in all.",
    );
    talk.connect("dave")?;
    talk.receive("dave", b"here: 2, most: 3\r\n")?;
    for (name, numbers) in [("erin", "here: 3, most: 3\r\n"), ("frank", "here: 4, most: 4\r\n")] {
        talk.connect(name)?;
        talk.receive(name, numbers.as_bytes())?;
    }
    Ok(())
}

/// The answer to a message is the message before it, whoever sent that.
pub fn wrong_place(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    talk.if_this_fails("The very first message is answered with `nothing yet`.");
    talk.connect("alice")?;
    talk.connect("bob")?;
    tells(&mut talk, "alice", "the early bird", "nothing yet")?;
    talk.if_this_fails(
        "Two are there, and the second hears nothing of what the first one said: as long as each \
         protocol keeps a message of its own, it hears only of itself.",
    );
    tells(&mut talk, "bob", "catches the worm", "the early bird")?;
    tells(&mut talk, "alice", "and the cheese?", "catches the worm")?;
    tells(&mut talk, "alice", "is for the second mouse", "and the cheese?")?;
    talk.if_this_fails(
        "All have gone, and so has the last message: what outlives a connection is the factory's.",
    );
    goes(&mut talk, "bob")?;
    goes(&mut talk, "alice")?;
    talk.connect("carol")?;
    tells(&mut talk, "carol", "\u{f6}\r\n", "is for the second mouse")?;
    talk.connect("dave")?;
    tells(&mut talk, "dave", "good night", "\u{f6}\r\n")?;
    talk.finish();
    Ok(())
}

/// Somebody goes, and the server knows it: before it closes its own end, it may not
/// have heard of the other one.
fn goes(talk: &mut Conversation<'_>, name: &str) -> Step {
    talk.half_close(name)?;
    talk.receive_end(name)
}

fn tells(talk: &mut Conversation<'_>, name: &str, message: &str, answer: &str) -> Step {
    talk.send(name, message.as_bytes())?;
    talk.receive(name, answer.as_bytes())
}

/// Everybody is handed the last three entries, and leaves one.
pub fn guest_book(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    the_first_entries(&mut talk)?;
    only_three_are_handed_on(&mut talk)?;
    two_write_at_once(&mut talk)?;
    some_leave_no_entry(&mut talk)?;
    bytes_are_entries_too(&mut talk)?;
    talk.finish();
    Ok(())
}

/// Somebody visits the book, finds these entries, and leaves one.
fn visits(talk: &mut Conversation<'_>, name: &str, finds: &[&str], writes: &str) -> Step {
    comes(talk, name, finds)?;
    writes_last_piece(talk, name, format!("{writes}\r\n").as_bytes())
}

fn comes(talk: &mut Conversation<'_>, name: &str, finds: &[&str]) -> Step {
    talk.connect(name)?;
    let lines = [finds, &["your entry?\r\n"]].concat().join("\r\n");
    talk.receive(name, lines.as_bytes())
}

fn writes_last_piece(talk: &mut Conversation<'_>, name: &str, piece: &[u8]) -> Step {
    talk.send(name, piece)?;
    talk.receive(name, b"thank you\r\n")?;
    talk.receive_end(name)
}

fn the_first_entries(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "The book is empty. Who comes is asked for an entry, thanked for it, and let go.",
    );
    visits(talk, "alice", &[], "the view is good")?;
    talk.if_this_fails(
        "Who comes is not handed the entries of those who have gone: the book has to outlive them, \
         so it cannot be a visitor's.",
    );
    visits(talk, "bob", &["the view is good"], "so was the soup")?;
    talk.if_this_fails("The oldest entry comes first, and after the entries the question.");
    visits(talk, "carol", &["the view is good", "so was the soup"], "it rained")
}

fn only_three_are_handed_on(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("There are more than three entries. The last three are handed on.");
    let finds = ["the view is good", "so was the soup", "it rained"];
    visits(talk, "dave", &finds, "still raining")?;
    visits(talk, "erin", &["so was the soup", "it rained", "still raining"], "sun!")
}

/// Between the pieces of one there are whole visits of others: who sees the end of
/// such a visit knows that the server has read every piece that was sent before it.
fn two_write_at_once(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Four are there at once: each is handed the entries that there are, without waiting for \
         the others.",
    );
    let finds = ["it rained", "still raining", "sun!"];
    ["alice", "bob", "carol", "dave"].iter().try_for_each(|name| comes(talk, name, &finds))?;
    talk.if_this_fails(
        "Two wrote at once, in pieces, and an entry is not what its visitor wrote. A piece is no \
         entry; and what one is still writing is no other's.",
    );
    talk.send("alice", b"good ")?;
    talk.send("bob", b"no time")?;
    goes(talk, "dave")?;
    writes_last_piece(talk, "carol", b"hello\r\n")?;
    talk.send("alice", b"soup\r")?;
    visits(talk, "dave", &["still raining", "sun!", "hello"], "dave was here")?;
    writes_last_piece(talk, "bob", b" to write\r\n")?;
    writes_last_piece(talk, "alice", b"\nand bread")?;
    comes(talk, "erin", &["dave was here", "no time to write", "good soup"])
}

/// Erin is there.
fn some_leave_no_entry(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Some have gone before their line was whole, and there is an entry of theirs, or the book \
         is shut.",
    );
    let finds = ["dave was here", "no time to write", "good soup"];
    comes(talk, "frank", &finds)?;
    talk.send("frank", b"half a")?;
    talk.half_close("frank")?;
    talk.receive_end("frank")?;
    talk.send("erin", b"I have to")?;
    talk.vanish("erin")?;
    comes(talk, "grace", &finds)?;
    goes(talk, "grace")?;
    comes(talk, "heidi", &finds)
}

/// Heidi is there.
fn bytes_are_entries_too(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "The first line is the entry, byte by byte: it need not be text, and what stands behind it \
         is no second one.",
    );
    writes_last_piece(talk, "heidi", b"\x00\xff \r \n\r\nand more\r\n")?;
    talk.connect("ivan")?;
    talk.receive("ivan", b"no time to write\r\ngood soup\r\n\x00\xff \r \n\r\nyour entry?\r\n")
}
