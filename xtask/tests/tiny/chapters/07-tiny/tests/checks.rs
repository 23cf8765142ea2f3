//! One check for each exercise.

use harness::{Exam, Step, checks};

checks! {
    greet,
    count_up,
    guess_sums,
}

fn greet(exam: &mut Exam) -> Step {
    let run = exam.run(["you"])?;
    exam.mistake_if(run.says("\"you\""), "The name is greeted in quotes.");
    Ok(())
}

fn count_up(exam: &mut Exam) -> Step {
    exam.run([])?;
    Ok(())
}

fn guess_sums(exam: &mut Exam) -> Step {
    exam.predicts("sum_up", &["The first two numbers.", "The last two numbers.", "No more."])
}
