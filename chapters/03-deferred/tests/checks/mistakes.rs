//! Two classic mistakes.

use harness::{Exam, Step};

use super::UNHANDLED;

pub fn forgotten_result(exam: &mut Exam) -> Step {
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
    let number = exam.lot();
    let total = number + 5;
    let lines = [format!("note: {total} comes by"), format!("total: {total}")];
    exam.surprise(&[&number.to_string(), "5"], &lines);
    Ok(())
}

pub fn recover(exam: &mut Exam) -> Step {
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
    let number = exam.lot().to_string();
    exam.surprise(&[&number], &[format!("planting {number}")]);
    Ok(())
}
