//! Attempts that are made once more.

use harness::{Exam, Step};

/// A function that tries again: when, how often, and after which failures.
pub fn try_again(exam: &mut Exam) -> Step {
    first_attempt(exam)?;
    what_passes(exam)?;
    what_does_not(exam)?;
    delays(exam)?;
    last_attempt(exam)?;
    let word = format!("welcome-{}", exam.lot());
    let lines = [
        "after 0 seconds: attempt 1",
        "after 2 seconds: attempt 2",
        "after 5 seconds: attempt 3",
        &format!("after 6 seconds: the page: {word}"),
        "timers that are still set: 0",
    ];
    exam.surprise(&["502", "slow", &word], &lines.map(str::to_owned));
    Ok(())
}

fn first_attempt(exam: &mut Exam) -> Step {
    let run = exam.run(["welcome"])?;
    exam.mistake_if(
        !run.says("after 1 seconds: the page: welcome") || run.says("attempt 2"),
        "The first attempt is made at once; and if it brings the page, that is all.",
    );
    Ok(())
}

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
