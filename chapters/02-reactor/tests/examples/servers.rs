//! What is said to the examples that serve.

use harness::{Exam, Step};

/// A free port of this computer.
const ANYWHERE: [&str; 1] = ["127.0.0.1:0"];

pub fn echo(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(ANYWHERE)?;
    talk.connect("alice")?;
    talk.prints("addr: 127.0.0.1:")?;
    talk.connect("bob")?;
    talk.prints("addr: 127.0.0.1:")?;
    talk.send("alice", b"Hello,world!")?;
    talk.prints("receive:  b'Hello,world!'")?;
    talk.receive("alice", b"Hello,world!")?;
    talk.send("bob", b"good day")?;
    talk.prints("receive:  b'good day'")?;
    talk.receive("bob", b"good day")?;
    talk.half_close("alice")?;
    talk.receive_end("alice")?;
    talk.finish();
    Ok(())
}

/// Everybody speaks before the next one comes: so the count of those who are
/// there is never a matter of luck.
pub fn quotes(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(ANYWHERE)?;
    talk.connect("alice")?;
    talk.send("alice", b"You snooze you lose")?;
    talk.prints("Number 1 connection")?;
    talk.prints("Receive:b'You snooze you lose' Sending:b'Hello world'")?;
    talk.receive("alice", b"Hello world")?;
    talk.connect("bob")?;
    talk.send("bob", b"The early bird gets the worm")?;
    talk.prints("Number 2 connection")?;
    talk.prints("Receive:b'The early bird gets the worm' Sending:b'You snooze you lose'")?;
    talk.receive("bob", b"You snooze you lose")?;
    talk.half_close("bob")?;
    talk.receive_end("bob")?;
    talk.send("alice", b"Carpe diem")?;
    talk.prints("Number 1 connection")?;
    talk.prints("Receive:b'Carpe diem' Sending:b'The early bird gets the worm'")?;
    talk.receive("alice", b"The early bird gets the worm")?;
    talk.finish();
    Ok(())
}

pub fn chat(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(ANYWHERE)?;
    talk.connect("alice")?;
    talk.receive("alice", b"What is your name?\r\n")?;
    talk.send("alice", b"alice\r\n")?;
    talk.receive("alice", b"welcome alice\r\n")?;
    talk.connect("bob")?;
    talk.receive("bob", b"What is your name?\r\n")?;
    talk.send("bob", b"alice\r\n")?;
    talk.receive("bob", b"Name token,choose another\r\n")?;
    talk.send("bob", b"bob\r\nis anybody here?\r\n")?;
    talk.receive("bob", b"welcome bob\r\n")?;
    talk.receive("alice", b"bob has joined the channel\r\n<bob>is anybody here?\r\n")?;
    talk.send("alice", b"I a")?;
    talk.send("alice", b"m\r\n")?;
    talk.receive("bob", b"<alice>I am\r\n")?;
    talk.close("bob")?;
    talk.receive("alice", b"bob has left the channel\r\n")?;
    talk.finish();
    Ok(())
}
