//! Four chains, predicted.

use harness::{Exam, Step};

pub fn puzzle_1(exam: &mut Exam) -> Step {
    exam.predicts(
        "chain_1",
        &[
            "The chain is fired with a value. Which function is the first to get it, and what does \
             it do with it?",
            "`callback1` hands on what it got. Who gets that?",
            "`callback3` gets the value now: what does it do instead of printing? And is anybody \
             on the chain to take that? Nobody has stopped the program.",
            "The failure is left over in the Deferred. `drop(d)` comes next: what becomes of a \
             failure that nobody will ever take?",
            "What does `main` do last?",
            "The program has ended by now.",
        ],
    )
}

pub fn puzzle_2(exam: &mut Exam) -> Step {
    exam.predicts(
        "chain_2",
        &[
            "The chain is fired with a value. Which function is the first to get it?",
            "`callback1` hands on what it got. Who gets that?",
            "`callback3` fails one level above `errback3`. Does an errback see what the level above \
             it did wrong, and what does it print?",
            "The chain has run. What does `main` do next?",
            "Look at what `errback3` returned: is a failure left over when the Deferred goes?",
            "The program has ended by now.",
        ],
    )
}

pub fn puzzle_3(exam: &mut Exam) -> Step {
    exam.predicts(
        "chain_3",
        &[
            "The chain is fired with `errback`. Which rail is that, and who stands on it?",
            "The chain has run, and the Deferred is still there to be added to. What does `main` do \
             next?",
            "What did `errback1` return? That is what the Deferred holds when it goes.",
            "What does `main` do last?",
            "The program has ended by now.",
        ],
    )
}

pub fn puzzle_4(exam: &mut Exam) -> Step {
    exam.predicts(
        "chain_4",
        &[
            "A failure prints as the error's own message. What does `MyErr` say for itself?",
            "The chain has run, and the Deferred is still there to be added to. What does `main` do \
             next?",
            "What did `errback1` return? Does the type of the error change what happens to it?",
            "What does `main` do last?",
            "The program has ended by now.",
        ],
    )
}
