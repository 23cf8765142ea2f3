//! `too_long`: a line that never ends.

use harness::{Conversation, Exam, Step};

/// The most that a line may have, as the task says.
const MAX_LENGTH: usize = 1000;

/// So much of one line is sent that whoever keeps it cannot hide it.
const ENDLESS: usize = 32 * 1024 * 1024;

/// A program that keeps nothing of it takes a few of these.
const MEMORY: usize = 16 * 1024 * 1024;

pub fn too_long(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    lines_come_back_backwards(&mut talk)?;
    a_long_line_is_answered_and_skipped(&mut talk)?;
    an_endless_line_eats_no_memory(&mut talk)?;
    it_is_told_before_it_ends(&mut talk)?;
    talk.finish();
    Ok(())
}

fn lines_come_back_backwards(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Short lines must be answered however they are cut: one in two packets, several in one, \
         and an empty one is a line too.",
    );
    talk.connect("alice")?;
    talk.send("alice", b"hello\n")?;
    talk.receive("alice", b"olleh\n")?;
    talk.send("alice", b"one\n\ntwo\nthr")?;
    talk.receive("alice", b"eno\n\nowt\n")?;
    talk.send("alice", b"ee\n")?;
    talk.receive("alice", b"eerht\n")
}

fn a_long_line_is_answered_and_skipped(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A line of 1000 bytes may be answered, one of 1001 may not: the `\\n` does not count.",
    );
    talk.send("alice", &line(b'x', MAX_LENGTH))?;
    talk.receive("alice", &line(b'x', MAX_LENGTH))?;
    talk.send("alice", &line(b'y', MAX_LENGTH + 1))?;
    talk.receive("alice", b"too long\n")?;
    talk.if_this_fails(
        "A line was too long, and the next one is not answered: the connection stays open, and \
         what comes behind a too long line is a line like any other.",
    );
    talk.send("alice", b"next\n")?;
    talk.receive("alice", b"txen\n")?;
    talk.if_this_fails(
        "One line is too long, and the lines around it in the same packet are answered wrong, or \
         not at all: only that line is skipped, and only to its end.",
    );
    let packet = [b"before\n", &line(b'y', 3 * MAX_LENGTH)[..], b"behind\n"].concat();
    talk.send("alice", &packet)?;
    talk.receive("alice", b"erofeb\ntoo long\ndniheb\n")
}

/// Alice's line goes on for ever, and bob is served meanwhile.
fn an_endless_line_eats_no_memory(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A peer sends a line without an end, and the program does not get over it: it answers more \
         than once, or does not read on, or serves nobody else.",
    );
    talk.connect("bob")?;
    talk.send("alice", &vec![b'z'; ENDLESS / 2])?;
    talk.send("bob", b"and me\n")?;
    talk.receive("bob", b"em dna\n")?;
    talk.send("alice", &vec![b'z'; ENDLESS / 2])?;
    talk.send("alice", b"\nhello\n")?;
    talk.receive("alice", b"too long\nolleh\n")?;
    talk.if_this_fails(
        "The program keeps a line without an end. Of a line that is too long nothing needs to be \
         kept, and any peer could fill the memory.",
    );
    talk.memory_stays_below(MEMORY)
}

fn it_is_told_before_it_ends(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A line is too long already, and its peer is not told: the end may never come, so do not \
         wait for it.",
    );
    talk.send("bob", &[b'x'; MAX_LENGTH])?;
    talk.send("alice", b"still here\n")?;
    talk.receive("alice", b"ereh llits\n")?;
    talk.send("bob", b"y")?;
    talk.receive("bob", b"too long\n")?;
    talk.if_this_fails("The rest of a line that was too long is taken for a line of its own.");
    talk.send("bob", b"the rest\nanother\n")?;
    talk.receive("bob", b"rehtona\n")
}

fn line(byte: u8, length: usize) -> Vec<u8> {
    let mut line = vec![byte; length];
    line.push(b'\n');
    line
}
