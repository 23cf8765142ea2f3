//! `give_up_after`: a timeout, and the answer that comes after it.

use harness::{Exam, Step};

use super::UNHANDLED;

pub fn give_up_after(exam: &mut Exam) -> Step {
    let scripts: [&[&str]; 10] = [
        &["3", "hello", "9"],
        &["0", "good day"],
        &["4", "hello"],
        &["3", "dead", "9"],
        &["3", "dead"],
        &["9"],
        &["4"],
        &["5", "hello"],
        &["8", "hello", "60"],
        &["8", "dead"],
    ];
    for script in scripts {
        let run = exam.run_with(script)?;
        let in_time = ["0", "3", "4"].contains(&script[0]);
        exam.mistake_if(
            in_time && script.contains(&"dead") && run.says("nobody is at home"),
            "The line went dead, and that is taken for an empty house. Only a timeout is one: ask \
             what kind of failure it is.",
        );
        exam.mistake_if(
            !in_time && run.says("it fails: "),
            "It gives up in time, and fails. A timeout is a failure like any other: an errback can \
             make a value of it.",
        );
        exam.mistake_if(
            !in_time && (run.says(UNHANDLED) || run.says("panicked")),
            "Somebody picks up too late, and something breaks. An answer that comes second finds \
             the Deferred fired, and that is no reason to fail.",
        );
        exam.mistake_if(
            !in_time && !run.says("after 5 seconds: nobody is at home"),
            "When the time is over, nobody gives up: that has to happen before anybody picks up, \
             for perhaps nobody ever will.",
        );
        exam.mistake_if(
            in_time && script.len() > 1 && !run.says("calls that still wait: 0"),
            "They have answered, and the timer runs on in the clock: who fires in time has to \
             stop it.",
        );
    }
    let word = format!("word {}", exam.lot());
    let says = format!("after 2 seconds: they say {word}");
    let lines = ["after 2 seconds: somebody picks up", &says, "calls that still wait: 0"];
    exam.surprise(&["2", &word], &lines.map(str::to_owned));
    Ok(())
}
