//! Timers: the first one, and the three questions that a loop asks of them.

use std::array;

use harness::{Exam, Step};

use crate::ask::ask;

pub fn first_event(exam: &mut Exam) -> Step {
    for seconds in ["240", "3", "0"] {
        let run = exam.run([seconds])?;
        exam.mistake_if(
            run.says_in_order("the egg is ready", "the loop runs"),
            "The egg is ready before the loop runs: `time_egg` prints that itself, in place of \
             leaving word that it is to be printed.",
        );
        exam.mistake_if(
            run.says("it is night"),
            "The loop is never stopped, or the timer never set: it runs until somebody comes by at \
             night. A callback is handed the loop, and can stop it.",
        );
        exam.mistake_if(
            !run.says("the loop has ended"),
            "The program ends, and not the loop alone: `main` has something to say after it.",
        );
        exam.mistake_if(
            !run.says("the egg is ready"),
            "The loop ends, and nobody says that the egg is ready: was the callback called?",
        );
        exam.mistake_if(
            !run.says(&format!("second {seconds}: the loop has ended")),
            "The loop ends at the wrong time: the delay is the one that `time_egg` is handed.",
        );
    }
    Ok(())
}

pub fn timer_order(exam: &mut Exam) -> Step {
    exam.predicts(
        "six_timers",
        &[
            "`call_later` only leaves word. Which line of `main` prints something before the loop \
             runs?",
            "Which timer is due the earliest, whatever the order in which they were set?",
            "Whose time comes next? The numbers are ticks from the start.",
            "At tick 3 more than one is due. Which of them has been in the heap longest?",
            "Two of those at tick 3 were set by `main`. One of them has been called.",
            "Who else is due at tick 3? Count from the tick in which it was set. And `stop` ends \
             the loop after the turn, not in the middle of it.",
            "The loop was told to stop, and its turn is over. Who is next, if no timer is?",
            "The program has ended by now.",
        ],
    )
}

pub fn next_timeout(exam: &mut Exam) -> Step {
    let from_now = "A timer's time is counted from the start, the sleep from now.";
    let none = "No timer is pending: then nothing but a socket may wake the loop. If it looks \
                again at once, it spins, and uses up a processor.";
    let overdue = "A timer is overdue: \"too late\" is not \"none\", and below zero there is no \
                   duration. The loop must not sleep at all.";
    let earliest = "The earliest timer ends the sleep, wherever it stands in the list.";
    let one_overdue = "One of the timers is overdue. Those whose time has passed count, too.";
    let cancelled = "A timer that was cancelled wakes nobody.";

    ask(exam, ["100", "250"], "sleep for 150ms", from_now)?;
    ask(exam, ["100"], "sleep until a socket is ready", none)?;
    ask(exam, ["100", "90"], "do not sleep", overdue)?;
    ask(exam, ["100", "100"], "do not sleep", overdue)?;
    ask(exam, ["100", "250", "130", "400"], "sleep for 30ms", earliest)?;
    ask(exam, ["100", "250", "90"], "do not sleep", one_overdue)?;
    ask(exam, ["100", "90", "250"], "do not sleep", one_overdue)?;
    ask(exam, ["100", "250", "130", "110x"], "sleep for 30ms", cancelled)?;
    ask(exam, ["100", "90x", "250"], "sleep for 150ms", cancelled)?;
    ask(exam, ["100", "90x", "120x"], "sleep until a socket is ready", cancelled)?;
    ask(exam, ["0", "172800000", "86400000"], "sleep for 86400s", earliest)
}

pub fn due_timers(exam: &mut Exam) -> Step {
    let at_its_time = "A timer is due at its time: not only after it, and not before. What is not \
                       due stays in `waiting`.";
    let earliest = "The earliest is called first, whenever it was added.";
    let ties = "Two timers have the same time, and the younger one is called first.";

    ask(exam, ["2", "2:tea", "3:cake"], "turn at 2, tea, still waiting: 1", at_its_time)?;
    let in_order = "turn at 3, water, milk, tea, still waiting: 0";
    ask(exam, ["3", "3:tea", "1:water", "2:milk"], in_order, earliest)?;
    let by_age = "turn at 3, water, milk, tea, cake, still waiting: 0";
    ask(exam, ["3", "2:tea", "1:water", "2:cake", "1:milk"], by_age, ties)?;
    a_timer_that_adds_a_timer(exam)?;
    many_ties(exam, ties)
}

fn a_timer_that_adds_a_timer(exam: &mut Exam) -> Step {
    let run = exam.run(["2,2,3", "1:water+tea", "5:cake", "2:milk"])?;
    exam.mistake_if(
        !run.says("tea"),
        "A callback adds a timer, and it is lost: who overwrites `waiting` after that?",
    );
    exam.mistake_if(
        !tea_in_second_turn(&run.lines),
        "A timer that was added by a callback is called in the same turn. One that always adds \
         another would keep the loop for ever: take out all that is due, then call.",
    );
    let its_time = "An added timer is due at the time of the turn that added it: before those \
                    whose time comes later.";
    let answer = "turn at 1, water, milk, turn at 3, tea, sugar, cake, still waiting: 0";
    ask(exam, ["1,3", "1:water+tea", "2:cake", "1:milk+sugar"], answer, its_time)
}

fn tea_in_second_turn(lines: &[String]) -> bool {
    lines.iter().position(|line| line == "tea") > lines.iter().rposition(|line| line == "turn at 2")
}

/// Sixty timers at three times: a sort that is not stable mixes up so many.
fn many_ties(exam: &mut Exam, mistake: &str) -> Step {
    let timer = |number: usize| format!("{}:{number}", number % 3);
    let timers: [String; 60] = array::from_fn(timer);
    let script: [&str; 61] = array::from_fn(|i| if i == 0 { "2" } else { &timers[i - 1] });
    let called = (0..3).flat_map(|time| (0..60).filter(move |number| number % 3 == time));
    let called: Vec<String> = called.map(|number: usize| number.to_string()).collect();
    let answer = format!("turn at 2, {}, still waiting: 0", called.join(", "));
    ask(exam, script, &answer, mistake)
}
