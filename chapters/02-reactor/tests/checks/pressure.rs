//! `slow_reader`: no pages pile up for one who does not read.

use harness::{Conversation, Exam, Step};

/// A book of 32 MB.
const PAGES: u32 = 32_000;

/// The system keeps some megabytes for two sockets. A program that makes more than
/// half of the book for a reader who does not read keeps the rest itself.
const MOST_MADE: u32 = PAGES / 2;

/// The same in bytes, for a program that makes pages and does not count them.
const MEMORY: usize = 16 * 1024 * 1024;

/// The whole book goes through the sockets page by page. On a machine with much else
/// to do that may take longer than the usual time.
const TIME: u64 = 60;

/// So many pages are many more than one, and not the whole book.
const HALF_READ: u32 = 4000;

/// When so many questions in a row get the same answer, the press stands still:
/// between two of them there is at least one turn of the reactor.
const STANDSTILL: usize = 50;

pub fn slow_reader(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0", "3"])?;
    a_book_is_printed(&mut talk)?;
    talk.finish();

    exam.allow_seconds(TIME);
    let mut talk = exam.serve(["127.0.0.1:0", PAGES.to_string().as_str()])?;
    pages_do_not_pile_up(&mut talk)?;
    others_do_not_wait(&mut talk)?;
    talk.finish();
    Ok(())
}

fn a_book_is_printed(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A book is not printed as it should: from page 1 to the last one, once each. One kind of \
         producer is asked for every piece, the other one is expected to begin by itself.",
    );
    talk.connect("alice")?;
    talk.send("alice", b"print\r\n")?;
    talk.receive("alice", &book(3))?;
    talk.if_this_fails(
        "The last page has come, and the connection is not closed. As long as a producer is \
         registered, closing waits for it.",
    );
    talk.receive_end("alice")?;
    talk.if_this_fails("Each reader is printed a whole book, from its first page.");
    talk.connect("bob")?;
    talk.send("bob", b"print\r\n")?;
    talk.receive("bob", &book(3))?;
    talk.receive_end("bob")
}

/// Alice says `print`, and does not read.
fn pages_do_not_pile_up(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Alice does not read, and pages pile up for her. Make a page each time the transport asks \
         for it, and only then: it asks when there is room.",
    );
    talk.connect("alice")?;
    talk.send("alice", b"print\r\n")?;
    talk.receive("alice", &page(1))?;
    talk.connect("bob")?;
    let made = pages_made_until_standstill(talk, "bob")?;
    let got = format!("[{made} pages are made for one who does not read]");
    talk.ensure(made <= MOST_MADE, "[the press waits for alice]", &got)?;
    talk.memory_stays_below(MEMORY)
}

/// Asks until the press stands still, or has made more than it may.
fn pages_made_until_standstill(talk: &mut Conversation<'_>, asker: &str) -> Step<u32> {
    let (mut made, mut same) = (0, 0);
    let summary = format!("{asker} asks for the number of pages, until it stays the same");
    talk.in_short(&summary, |talk| {
        while made <= MOST_MADE && same < STANDSTILL {
            talk.send(asker, b"made\r\n")?;
            let answer = talk.receive_line(asker)?;
            let now = answer.trim_end().parse().unwrap_or(u32::MAX);
            same = if now == made { same + 1 } else { 0 };
            made = now;
        }
        Ok(())
    })?;
    Ok(made)
}

/// Alice still does not read.
fn others_do_not_wait(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("One reader is slow, and another one does not get the book.");
    talk.send("bob", b"print\r\n")?;
    talk.receive("bob", &book(HALF_READ))?;
    talk.vanish("bob")?;
    talk.if_this_fails(
        "A slow reader, who went on when another one had vanished in the middle of a book, gets \
         less than the whole: the press stops when there is no room, and goes on when there is.",
    );
    let rest = book(PAGES).split_off(page(1).len());
    talk.receive("alice", &rest)?;
    talk.receive_end("alice")
}

fn book(pages: u32) -> Vec<u8> {
    (1..=pages).map(page).collect::<Vec<_>>().concat()
}

/// A page has 1000 bytes with its end.
fn page(number: u32) -> Vec<u8> {
    let head = format!("page {number} ");
    format!("{head:.<999}\n").into_bytes()
}
