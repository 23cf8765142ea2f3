//! One check for each exercise of the chapter.

use harness::{Exam, Step, checks};

checks! {
    say_it,
    say_what_failed,
    markup_chain,
    either_way,
    puzzle_1,
    puzzle_2,
    puzzle_3,
    puzzle_4,
    forgotten_result,
    recover,
}

/// How our Deferred reports a failure that is left over.
const UNHANDLED: &str = "Unhandled error in Deferred";

fn say_it(exam: &mut Exam) -> Step {
    for word in ["good morning", "größe"] {
        let run = exam.run([word])?;
        exam.mistake_if(
            run.says_in_order("heard:", "nobody has spoken yet"),
            "It is heard before anybody has spoken: `listen` prints it itself, in place of adding \
             a callback that does.",
        );
        exam.mistake_if(
            run.says(&format!("heard: {word:?}")),
            "The word is printed in its debug form, in quotes: `{word}` prints it as it is.",
        );
        exam.mistake_if(
            run.says("heard:") && !run.says(word),
            "The callback prints a word of its own: print the value that it is handed.",
        );
        exam.mistake_if(
            !run.says("heard:"),
            "The word is spoken, and nobody hears it: is there a callback on the Deferred?",
        );
    }
    Ok(())
}

fn say_what_failed(exam: &mut Exam) -> Step {
    for reason in ["the line went dead", "größe"] {
        let run = exam.run([reason])?;
        let reported = run.says("it failed:");
        exam.mistake_if(
            !reported && run.says(UNHANDLED),
            "A callback never hears of a failure: what you add to the other rail, an errback, does.",
        );
        exam.mistake_if(
            reported && run.says(UNHANDLED),
            "The errback prints the failure and hands it on. An errback deals with it by returning \
             a plain value.",
        );
        exam.mistake_if(
            run.says("[Failure"),
            "The failure is printed in its debug form: `{failure}` prints its message.",
        );
        exam.mistake_if(
            reported && !run.says(reason),
            "It says that something failed, but not what failed: print the failure.",
        );
    }
    Ok(())
}

fn markup_chain(exam: &mut Exam) -> Step {
    for line in ["bread salt&pepper", "a<b", "  one   two three "] {
        let run = exam.run([line])?;
        exam.mistake_if(
            run.says("&lt;li&gt;&lt;li&gt;") || run.says("&lt;/li&gt;</li>"),
            "Each word is made an item twice: does `items` stand on the chain twice?",
        );
        exam.mistake_if(
            run.says("&lt;li&gt;"),
            "It escapes too late: the tags are escaped with the text. Escape the word, then put \
             the tags around it.",
        );
        exam.mistake_if(
            run.says("salt&pepper</li>") || run.says("a<b</li>"),
            "A word stands in the HTML as it is: escape it, or the browser takes it for markup.",
        );
        exam.mistake_if(
            run.says("<ul>") && !run.says("<li>"),
            "There is a list, but no items in it: does the level `items` stand on the chain?",
        );
    }
    Ok(())
}

fn either_way(exam: &mut Exam) -> Step {
    for text in ["12", "seven", "7"] {
        let run = exam.run([text])?;
        exam.mistake_if(
            run.says("that is no number: 7 is odd"),
            "`complain` hears that a number is odd: it stands one level below `halve`. A level has \
             room for both.",
        );
        exam.mistake_if(
            run.says("that is no number") && run.says("half of"),
            "Both functions run: what the errback returned goes on to the level below it, where \
             `halve` stands. A level has room for both.",
        );
        exam.mistake_if(
            text == "seven" && !run.says("that is no number"),
            "There is no number, and nobody complains: is `complain` on the chain?",
        );
    }
    Ok(())
}

fn puzzle_1(exam: &mut Exam) -> Step {
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

fn puzzle_2(exam: &mut Exam) -> Step {
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

fn puzzle_3(exam: &mut Exam) -> Step {
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

fn puzzle_4(exam: &mut Exam) -> Step {
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

fn forgotten_result(exam: &mut Exam) -> Step {
    for run in [exam.run(["19", "23"])?, exam.run(["-5", "0"])?] {
        exam.mistake_if(
            run.says("total: ()"),
            "`show` is handed `()`. Which level made that of the total?",
        );
        exam.mistake_if(
            !run.says("note: "),
            "The total comes through, but the note is gone: mend the level, leave it on the chain.",
        );
        exam.mistake_if(
            run.says("total: ") && !run.says("total: 42") && !run.says("total: -5"),
            "`show` is handed a number, but not the one that `note` was handed.",
        );
    }
    Ok(())
}

fn recover(exam: &mut Exam) -> Step {
    for text in ["12", "twelve", "0", ""] {
        let run = exam.run([text])?;
        let consoled = run.says("so one will do");
        exam.mistake_if(
            consoled && run.says(UNHANDLED),
            "It says that one will do, and hands the failure on: `plant` never gets the one.",
        );
        exam.mistake_if(
            text == "12" && !run.says("planting 12"),
            "Twelve trees were asked for: a number passes by an errback, it needs no help.",
        );
        exam.mistake_if(
            text == "twelve" && run.says("planting 1") && !consoled,
            "One tree is planted, and nobody learns why: print the failure.",
        );
    }
    Ok(())
}
