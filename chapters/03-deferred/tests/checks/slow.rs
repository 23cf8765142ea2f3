//! Results that take their time: on a virtual clock, nothing before its time.

use harness::{Exam, Run, Step, Verdict};

/// Three words, thirteen characters.
const SHORT: &str = "rain in Spain";

/// Eight words, thirty-six characters.
const LONG: &str = "the rain in Spain stays in the plain";

/// Thirty characters, and more bytes.
const FULL: &str = "Übermut tut selten gut in Köln";

/// One character more.
const OVERFULL: &str = "Übermut tut selten gut in Köln?";

pub fn slow_headline(exam: &mut Exam) -> Step {
    for script in [
        &[SHORT, "2", "2"][..],
        &[SHORT, "2"],
        &[LONG, "7", "1"],
        &[LONG, "7"],
        &[FULL, "5", "1", "5"],
        &[OVERFULL, "5", "1", "5"],
        &["rain", "1"],
    ] {
        let run = exam.run_with(script)?;
        name_the_moment(exam, script, &run);
    }
    let number = exam.lot();
    let headline = format!("after 2 seconds: NO {number}");
    let lines = ["after 0 seconds: ordered", &headline, "after 3 seconds: back at work"];
    exam.surprise(&[&format!("no {number}"), "3"], &lines.map(str::to_owned));
    Ok(())
}

fn name_the_moment(exam: &mut Exam, script: &[&str], run: &Run) {
    let headline = script[0];
    let is_settled = run.lines.len() > script.len();
    exam.mistake_if(
        !run.says("after 0 seconds: ordered"),
        "When it is ordered, the time has passed already: `set` turns the clock itself. Whoever \
         does that keeps everybody waiting; leave word with the clock, and return.",
    );
    exam.mistake_if(
        headline == LONG && run.says_in_order("too many", "ordered"),
        "The failure comes too early: that it does not fit shows when all the words are set, and \
         not before.",
    );
    exam.mistake_if(
        run.says_in_order("after 0 seconds", "ordered"),
        "The headline is there before it was ordered: fire the Deferred in the function that the \
         clock calls, and not in `set`.",
    );
    exam.mistake_if(
        headline == FULL && run.says("too many"),
        "It has thirty characters, and fits: was its length counted in bytes?",
    );
    exam.mistake_if(
        headline != SHORT && run.says("after 3 seconds:"),
        "It comes at the wrong time: setting takes a second for each word.",
    );
    exam.mistake_if(
        script == [SHORT, "2", "2"] && !is_settled,
        "It never comes, neither the headline nor a failure: who has the trigger when the time has \
         come?",
    );
}

pub fn fired_once(exam: &mut Exam) -> Step {
    for players in [
        &["alice", "5", "bob", "3"][..],
        &["alice", "3"],
        &["alice", "12"],
        &["alice", "3", "bob", "3", "carol", "4"],
        &["alice", "19", "bob", "18", "carol", "9"],
        &[],
    ] {
        let run = exam.run_with(players);
        exam.mistake_if(
            matches!(run, Err(Verdict::Panicked { .. })),
            "To come second in a race is no reason to panic: the `Err` is an answer like any other. \
             Whoever gets it is too late.",
        );
        name_the_loser(exam, players, &run?);
    }
    let number = exam.lot();
    let [one, other] = ["one", "other"].map(|name| format!("{name}-{number}"));
    let lines = [
        format!("after 2 seconds: {other} has the word"),
        format!("after 7 seconds: {one} is too late"),
    ];
    exam.surprise(&[&one, "7", &other, "2"], &lines);
    Ok(())
}

fn name_the_loser(exam: &mut Exam, players: &[&str], run: &Run) {
    let told = run.lines.iter().filter(|line| line.contains("too late")).count();
    let word = run.lines.iter().find(|line| line.contains(" has the word"));
    exam.mistake_if(
        players == ["alice", "5", "bob", "3"] && !run.says("after 3 seconds: bob has the word"),
        "The first to press has the word, and that was bob, though alice was named first: everybody \
         needs a trigger, and time decides.",
    );
    exam.mistake_if(
        players.len() > 2 && told == 0,
        "Somebody comes too late, and is not told: firing a shared trigger says whether it was the \
         first.",
    );
    exam.mistake_if(
        word.is_none(),
        "Nobody presses, and the time is never over: who fires the Deferred after ten seconds?",
    );
    exam.mistake_if(
        run.says("after 10 seconds") && word.is_some_and(|line| !line.contains("nobody")),
        "The end of the time is of no interest when somebody has pressed: here the `Err` is good \
         news, and can be ignored.",
    );
}
