//! The first functions on a chain.

use harness::{Exam, Step};

use super::UNHANDLED;

pub fn say_it(exam: &mut Exam) -> Step {
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
    let word = format!("word {}", exam.lot());
    let heard = format!("heard: {word}");
    exam.surprise(&[&word], &["nobody has spoken yet".into(), heard, "all is said".into()]);
    Ok(())
}

pub fn say_what_failed(exam: &mut Exam) -> Step {
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
    let reason = format!("reason {}", exam.lot());
    let failed = format!("it failed: {reason}");
    exam.surprise(&[&reason], &["calling".into(), failed, "hung up".into()]);
    Ok(())
}

pub fn markup_chain(exam: &mut Exam) -> Step {
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
    let word = exam.lot();
    let list = format!("<ul><li>{word}</li><li>&lt;{word}&gt;</li></ul>");
    exam.surprise(&[&format!("{word} <{word}>")], &[list]);
    Ok(())
}

pub fn either_way(exam: &mut Exam) -> Step {
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
    let half = exam.lot();
    let number = 2 * half;
    let halved = format!("half of {number} is {half}");
    exam.surprise(&[&number.to_string()], &[halved, "done".into()]);
    Ok(())
}
