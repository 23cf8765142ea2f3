//! Attempts that are made once more.

use harness::{Exam, Step};

/// A function that tries again: when, how often, and after which failures.
pub fn try_again(exam: &mut Exam) -> Step {
    first_attempt(exam)?;
    what_passes(exam)?;
    what_does_not(exam)?;
    delays(exam)?;
    last_attempt(exam)?;
    in_the_end_by_chance(exam);
    Ok(())
}

/// Some attempts fail, in a way that passes, and then there is a page, or a failure that
/// stays: which, and how many, nobody knows beforehand.
fn in_the_end_by_chance(exam: &mut Exam) {
    let lot = usize::try_from(exam.lot()).unwrap_or(0);
    let passes = ["refused".to_owned(), "slow".to_owned(), format!("{}", 500 + lot % 100)];
    let (failed, word) = (1 + lot % 4, format!("welcome-{lot}"));
    let mut args: Vec<_> = passes.iter().cycle().skip(lot % 3).take(failed).cloned().collect();
    args.push(word.clone());
    let mut lines: Vec<_> = [0, 2, 5, 10, 19]
        .iter()
        .zip(1..=failed + 1)
        .map(|(start, number)| format!("after {start} seconds: attempt {number}"))
        .collect();
    let here = [1, 3, 6, 11, 20][failed];
    lines.push(format!("after {here} seconds: the page: {word}"));
    lines.push("timers that are still set: 0".to_owned());
    exam.surprise(&args.iter().map(String::as_str).collect::<Vec<_>>(), &lines);
}

fn first_attempt(exam: &mut Exam) -> Step {
    let run = exam.run(["welcome"])?;
    exam.mistake_if(
        !run.says("after 1 seconds: the page: welcome") || run.says("attempt 2"),
        "The first attempt is made at once; and if it brings the page, that is all.",
    );
    Ok(())
}

const EACH: &str = "Every status from 500 on is one by which a server blames itself, and not only \
    those that come to mind.";

fn what_passes(exam: &mut Exam) -> Step {
    let outcomes = [
        (
            "500",
            "A server that answers with a status from 500 on says that it is to blame itself. \
          That may pass.",
        ),
        (
            "503",
            "A server that answers with a status from 500 on says that it is to blame itself. \
          That may pass.",
        ),
        ("501", EACH),
        ("511", EACH),
        ("599", EACH),
        ("refused", "Who has not been there may be there in a minute."),
        ("slow", "Who was too slow may have had too much to do. That may pass."),
        (
            "429",
            "The status 429 says that there were too many requests. Below 500 it is the one \
          that says of itself that it passes.",
        ),
    ];
    for (outcome, mistake) in outcomes {
        let run = exam.run([outcome, "welcome"])?;
        exam.mistake_if(!run.says("attempt 2"), mistake);
    }
    Ok(())
}

fn what_does_not(exam: &mut Exam) -> Step {
    let outcomes = [
        (
            "404",
            "Whoever has said 404 will say so again: the server has answered, and the request \
          is to blame.",
        ),
        (
            "403",
            "Whoever has said 403 will say so again: the server has answered, and the request \
          is to blame.",
        ),
        (
            "408",
            "429 is the only status below 500 after which another attempt is made: any other one \
          is passed on.",
        ),
        ("nonsense", "An address that is none stays none, however often it is tried."),
    ];
    for (outcome, mistake) in outcomes {
        let run = exam.run([outcome, "welcome"])?;
        exam.mistake_if(run.says("attempt 2"), mistake);
    }
    let run = exam.run(["503", "404", "welcome"])?;
    exam.mistake_if(
        run.says("attempt 3"),
        "What does not pass may also come after something that does: each failure is asked.",
    );
    Ok(())
}

fn delays(exam: &mut Exam) -> Step {
    let run = exam.run(["503", "503", "503", "503", "welcome"])?;
    exam.mistake_if(
        run.says("after 1 seconds: attempt 2") && run.says("after 2 seconds: attempt 3"),
        "One attempt follows the other on the spot. A server that has too much to do is not given \
         the time to become better.",
    );
    exam.mistake_if(
        run.says("after 1 seconds: attempt 2"),
        "An attempt takes a second by itself, and the delay is counted from its failure, not from \
         its start.",
    );
    exam.mistake_if(
        run.says("after 4 seconds: attempt 3"),
        "Each time the delay is twice as long: a second, then two, then four, then eight.",
    );
    Ok(())
}

fn last_attempt(exam: &mut Exam) -> Step {
    let run = exam.run(["503", "429", "slow", "refused", "503", "welcome"])?;
    exam.mistake_if(
        run.says("attempt 6") || !run.says("attempt 5"),
        "The fifth attempt is the last one: so there are five of them, and four delays.",
    );
    exam.mistake_if(
        !run.says("after 20 seconds: given up"),
        "The fifth attempt has failed, and nothing follows it. So the time after it is waited for \
         in vain.",
    );
    exam.mistake_if(
        !run.says("given up: 503 Service Unavailable"),
        "What is passed on is the failure of the last attempt, as it is.",
    );
    Ok(())
}
