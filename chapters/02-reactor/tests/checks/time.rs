//! `never_twice`: a delayed call, and how to get rid of it.

use harness::{Exam, Step, Verdict};

const ONCE: &str = "One coin was put in, and nobody left. The meter says that the time is over \
                    when 60 seconds are, and says it once.";
const LEFT: &str = "The car has left, and the meter speaks all the same. Is the call that was \
                    cancelled the only one that was set?";
const TWICE: &str = "A second coin was put in in time. The meter speaks 60 seconds after that, and \
                     not before: what becomes of the call that was set for the first coin?";
const AGAIN: &str = "The time was over, and then another coin was put in. It pays for 60 seconds \
                     like every other, though the call of the first one has run.";
const NOTHING: &str = "There is nothing to cancel: nobody paid, or the call has run already. That \
                       is no reason to fail.";
const WAITS: &str = "The meter says the right things, but a call waits in the clock that nobody \
                     wants any more. A call that was cancelled waits no longer.";

pub fn never_twice(exam: &mut Exam) -> Step {
    ask(exam, ["coin", "500"], &["0 coin", "60 over"], 0, ONCE)?;
    ask(exam, ["coin", "59"], &["0 coin"], 1, ONCE)?;
    ask(exam, ["coin", "45", "leave", "500"], &["0 coin"], 0, LEFT)?;
    ask(exam, ["leave", "10", "coin", "60", "leave"], &["10 coin", "70 over"], 0, NOTHING)?;
    ask(
        exam,
        ["coin", "60", "coin", "500"],
        &["0 coin", "60 over", "60 coin", "120 over"],
        0,
        AGAIN,
    )?;
    ask(exam, ["coin", "45", "coin", "500"], &["0 coin", "45 coin", "105 over"], 0, TWICE)?;
    ask(exam, ["coin", "45", "coin", "45", "leave", "500"], &["0 coin", "45 coin"], 0, LEFT)?;
    let three = ["0 coin", "59 coin", "118 coin"];
    ask(exam, ["coin", "59", "coin", "59", "coin", "59"], &three, 1, TWICE)?;
    ask(exam, ["coin", "coin", "coin", "leave"], &["0 coin", "0 coin", "0 coin"], 0, LEFT)?;
    let next_car = ["0 coin", "20 coin", "80 over"];
    ask(exam, ["coin", "20", "leave", "coin", "100"], &next_car, 0, LEFT)
}

/// Hands the program its script, and names the mistake if it does not say what it
/// should, or if another number of calls waits at the end.
fn ask<const N: usize>(
    exam: &mut Exam,
    script: [&str; N],
    says: &[&str],
    waiting: usize,
    mistake: &str,
) -> Step {
    let run = exam.run(script);
    match &run {
        Ok(run) => {
            let says: Vec<String> = says.iter().map(|line| in_full(line)).collect();
            exam.mistake_if(
                !run.lines.starts_with(&says) || run.lines.len() != says.len() + 1,
                mistake,
            );
            exam.mistake_if(!run.says(&format!("calls that still wait: {waiting}")), WAITS);
        }
        Err(verdict) => exam.mistake_if(matches!(verdict, Verdict::Panicked { .. }), mistake),
    }
    run.map(drop)
}

/// From `60 over` to the line that the program prints.
fn in_full(line: &str) -> String {
    let (seconds, what) = line.split_once(' ').expect("a time, and what happens");
    let what = if what == "coin" { "a coin" } else { "the time is over" };
    format!("after {seconds} seconds: {what}")
}
