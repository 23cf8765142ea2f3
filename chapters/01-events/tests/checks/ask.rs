//! Programs that decide one thing: a script goes in, an answer comes out.

use harness::{Exam, Step, Verdict};

/// Hands a program its script, and names the mistake if it does not decide as it
/// should. `answer` has its lines, joined by commas.
pub fn ask<const N: usize>(
    exam: &mut Exam,
    script: [&str; N],
    answer: &str,
    mistake: &str,
) -> Step {
    let run = exam.run(script);
    let is_wrong = match &run {
        Ok(run) => run.lines.join(", ") != answer,
        Err(verdict) => matches!(verdict, Verdict::Panicked { .. }),
    };
    exam.mistake_if(is_wrong, mistake);
    run.map(drop)
}
