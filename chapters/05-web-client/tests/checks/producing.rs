//! `string_producer`: a body whose length is told before it is written.

use harness::{Conversation, Exam, Step};

pub fn string_producer(exam: &mut Exam) -> Step {
    a_line_by_chance(exam)?;
    card(exam, ["Dear all,", "it rains.", "Yours, A."])?;
    card(exam, ["  rain,", "", "and more rain ", ""])?;
    card(exam, ["Grüße aus Tromsø", "☂"])?;
    card(exam, [])
}

/// A line that nobody knows beforehand.
fn a_line_by_chance(exam: &mut Exam) -> Step {
    let line = format!("We are in room {:06}.", exam.lot());
    exam.hide(&line, "<A LINE BY LOT>");
    card(exam, ["Dear all,", &line])
}

fn card<const N: usize>(exam: &mut Exam, lines: [&str; N]) -> Step {
    let mut talk = exam.call(lines);
    let text = lines.map(|line| format!("{line}\n")).concat();
    arrives(&mut talk, &text)?;
    talk.answer("server", "201 Created", &[], "")?;
    talk.if_this_fails("The server has taken the card, and its answer is not told.");
    talk.prints("201 Created")?;
    talk.if_this_fails("The answer is told, and the reactor still runs.");
    talk.wait_for_end().map(drop)
}

fn arrives(talk: &mut Conversation<'_>, text: &str) -> Step {
    talk.if_this_fails(
        "No whole card arrives. What is written has to be as long as it was said to be, with the \
         line ends, and in bytes: an ü is one letter of two bytes.",
    );
    talk.accept("server")?;
    let asked = talk.receive_request("server", "POST", "/postcards")?;
    talk.if_this_fails(
        "What the server gets are the lines in their order, each once, with a line end behind it, \
         and as they are: an empty line is a line, too.",
    );
    let got = format!("[the card is another one: {:?}]", asked.text());
    talk.ensure(asked.text() == text, "[that is the card]", &got)?;
    talk.if_this_fails(
        "The card came in chunks. Its length is known: if the producer says it, the server knows \
         beforehand what will come.",
    );
    talk.asks_with_header("server", &asked, "Transfer-Encoding", None)?;
    talk.asks_with_header("server", &asked, "Content-Length", Some(&text.len().to_string()))
}
