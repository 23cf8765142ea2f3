//! `never_mind`: to cancel a Deferred is to tell those who were to fire it.

use harness::{Exam, Step};

const EARLY: &str = "Somebody is woken before the time is over, or not at all: the call fires the \
                     trigger, once the delay is over.";
const WOKEN: &str = "The guest says never mind, and they are woken all the same: the canceller \
                     fires a value, which goes down the callback rail.";
const WORDS: &str = "It fails with another error than `Cancelled`. The canceller need not fire: \
                     the Deferred does that itself when it returns.";
const BREAKFAST: &str = "The guest said never mind, and there is no breakfast: the call that was \
                         cancelled was somebody else's.";
const WAITS: &str = "The guest said never mind, and the call still waits in the clock. Nobody has \
                     told the clock: that is the canceller's job, with the handle of the call.";

pub fn never_mind(exam: &mut Exam) -> Step {
    ask(exam, &["29"], 2, EARLY)?;
    ask(exam, &["35"], 2, EARLY)?;
    ask(exam, &["100"], 0, EARLY)?;
    ask(exam, &["0", "cancel"], 1, WAITS)?;
    ask(exam, &["20", "cancel"], 1, WAITS)?;
    ask(exam, &["35", "cancel"], 1, WAITS)?;
    ask(exam, &["20", "cancel", "100"], 0, WAITS)?;
    ask(exam, &["35", "cancel", "cancel", "100"], 0, WAITS)?;
    ask(exam, &["45", "cancel", "100"], 0, EARLY)?;
    let second = exam.lot() % 30;
    let told = format!("after {second} seconds: never mind: the Deferred was cancelled");
    exam.surprise(&[&second.to_string(), "cancel"], &[told, "calls that still wait: 1".into()]);
    Ok(())
}

/// Hands the program its script. `waiting` calls may wait in the clock at its end.
fn ask(exam: &mut Exam, script: &[&str], waiting: usize, mistake: &str) -> Step {
    let run = exam.run_with(script)?;
    let cancelled = script.contains(&"cancel") && script[0] != "45";
    let mornings = run.lines.iter().filter(|line| line.contains("good morning")).count();
    let slept: usize = script[0].parse().expect("each script begins with a number");
    let due = usize::from(slept >= 30) + usize::from(slept >= 40);
    exam.mistake_if(cancelled && mornings > due, WOKEN);
    exam.mistake_if(
        cancelled && run.says("never mind: ") && !run.says("the Deferred was cancelled"),
        WORDS,
    );
    let calls = run.lines.iter().find_map(|line| line.strip_prefix("calls that still wait: "));
    let calls = calls.and_then(|calls| calls.parse::<usize>().ok());
    exam.mistake_if(cancelled && calls.is_some_and(|calls| calls < waiting), BREAKFAST);
    exam.mistake_if(calls != Some(waiting) || mornings != due, mistake);
    Ok(())
}
