//! The three models, and the loop that is blocked.

use harness::{Exam, Step};

pub fn three_models(exam: &mut Exam) -> Step {
    let one_by_one = "One thread does one errand after the other, and waits when the errand waits: \
                      add up all that comes before, and the errand itself.";
    let for_itself = "Each errand has a thread of its own: nobody waits for anybody else. The \
                      first one that is done stands first.";
    exam.predicts(
        "three_errands",
        &[
            "Which model is the first to report?",
            one_by_one,
            one_by_one,
            one_by_one,
            "Which model is the next to report?",
            for_itself,
            for_itself,
            for_itself,
            "Which model is the last to report?",
            "Who can work while the other two wait? On one loop an errand that waits holds no \
             thread, but one that works is not interrupted.",
            "Two answers came in while a third errand was working. Whose timer was due first?",
            "Who is left? It goes on where it stopped, as soon as the thread is free.",
            "The program has ended by now.",
        ],
    )
}

pub fn blocked_loop(exam: &mut Exam) -> Step {
    for rings in [2, 3, 1, 0, 5] {
        let run = exam.run([rings.to_string().as_str()])?;
        exam.mistake_if(
            run.says_in_order("tick 0: the courier rings", "tick 0: the courier"),
            "The courier does not wait any more: there are two ticks after each ring.",
        );
        exam.mistake_if(
            !run.says("tick 1: the cook stirs"),
            "The cook does not get to stir in time: somebody still keeps the thread while he \
             waits. Whoever waits must return.",
        );
        let rings_in_time = (0..rings)
            .all(|ring| run.says(&format!("tick {}: the courier rings", 2 * ring)))
            && run.says(&format!("tick {}: the courier goes", 2 * rings));
        exam.mistake_if(
            rings == 2 && !rings_in_time,
            "The courier comes out of step: he rings once at a time, at once for the first, and \
             waits two ticks after every ring, the last one included.",
        );
        exam.mistake_if(
            rings != 2 && !rings_in_time,
            "It works for two rings only. The argument says how many there are.",
        );
    }
    Ok(())
}
