//! Deferreds in an `async` function.

use harness::{Exam, Run, Step};

pub fn headline_awaited(exam: &mut Exam) -> Step {
    for topic in ["storm", "moon", "council", "snow", "coffee", "fair", "rumour"] {
        let run = exam.run([topic]);
        exam.mistake_if(
            exam.transcript().contains("a future panicked: called"),
            "A failure is no reason to panic: `unwrap` makes a panic of it, `?` hands it on as it is.",
        );
        name_the_page(exam, topic, &run?);
    }
    let topic = format!("topic {}", exam.lot());
    let lines =
        [format!("the wire is asked for {topic}"), format!("no page: nothing about {topic}")];
    exam.surprise(&[&topic], &lines);
    Ok(())
}

fn name_the_page(exam: &mut Exam, topic: &str, run: &Run) {
    exam.mistake_if(
        topic == "storm" && run.says("no page:") && !run.says("the writer is asked"),
        "The wire has the story, but not yet: `now` only looks, `.await` waits until the answer is \
         there.",
    );
    exam.mistake_if(
        topic == "moon" && run.says("the writer is asked"),
        "Without a story there is no page, and nothing to ask the writer for: hand the failure on.",
    );
    exam.mistake_if(
        topic == "coffee" && run.says("too many"),
        "It has thirty characters, and fits: was its length counted in bytes?",
    );
    exam.mistake_if(
        topic == "council" && !run.says("no page:"),
        "A headline of 34 characters does not fit, and yet there is a page.",
    );
    exam.mistake_if(
        matches!(topic, "council" | "fair") && run.says("the archive is asked"),
        "There will be no page, so the archive is asked for nothing: ask when the answer is needed.",
    );
    exam.mistake_if(
        matches!(topic, "snow" | "coffee") && run.says("no page:"),
        "There is a page without a picture: this one failure is dealt with where it comes, and not \
         handed on.",
    );
}
