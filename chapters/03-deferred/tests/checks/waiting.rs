//! A callback that returns a Deferred, and who waits for whom.

use harness::{Exam, Run, Step};

use super::UNHANDLED;

pub fn look_it_up(exam: &mut Exam) -> Step {
    let scripts: [&[&str]; 6] = [
        &["anna", "anna=4"],
        &["größe"],
        &["anna", "bert", "bert=17", "anna=4"],
        &["bert", "bert=nowhere"],
        &["anna", "bert", "anna=nowhere", "bert=2"],
        &["bert", "bert=2", "anna", "carl", "carl=-1", "anna=3"],
    ];
    for script in scripts {
        let run = exam.run_with(script)?;
        let known = !script.iter().any(|word| word.ends_with("nowhere") || word.ends_with("-1"));
        exam.mistake_if(
            script == ["bert", "bert=nowhere"] && run.says("sent back") && run.says("loaded"),
            "A parcel is sent back, and loaded all the same: an errback on the Deferred inside \
             brings the chain back to the callback rail, and there `load` stands.",
        );
        exam.mistake_if(
            labelled_too_late(&run),
            "A parcel is loaded before it has its label. The level below a callback runs as soon \
             as the callback returns, unless it returns the Deferred that is to be waited for.",
        );
        exam.mistake_if(
            known && run.says("sent back"),
            "A parcel is sent back, although the register knows the house. It does not have it yet \
             when it is asked: return the Deferred, and let a callback on it take the number.",
        );
        exam.mistake_if(
            !known && run.says(UNHANDLED),
            "The register does not know the house, and nobody sends the parcel back: the failure \
             comes to the end of the chain outside, where an errback can take it.",
        );
        exam.mistake_if(
            run.says_in_order("done with anna", "label: anna")
                || script == ["größe"] && run.says("done with"),
            "It is done, they say, while the parcel still waits for its label: what `send` returns \
             must wait with it. A callback that returns nothing leaves nothing to wait for.",
        );
    }
    let house = exam.lot();
    let lines =
        ["a parcel for eve", &format!("label: eve, house {house}"), "loaded: eve", "done with eve"];
    exam.surprise(&["eve", &format!("eve={house}")], &lines.map(str::to_owned));
    Ok(())
}

/// Whether a parcel is loaded that has no label by then.
fn labelled_too_late(run: &Run) -> bool {
    run.lines.iter().enumerate().any(|(at, line)| {
        let loaded = line.strip_prefix("loaded: ");
        loaded.is_some_and(|name| {
            let label = format!("label: {name}, ");
            !run.lines[..at].iter().any(|line| line.starts_with(&label))
        })
    })
}

pub fn nested_order(exam: &mut Exam) -> Step {
    exam.predicts(
        "who_waits",
        &[
            "`middle` is the first to be fired. Which of its levels is the first?",
            "The next level of `middle` returned `inner`. Has it a result yet, with which the level \
             below could be called?",
            "`outer` is fired. Which of its levels needs nobody else?",
            "The next level of `outer` returned `middle`, which waits itself. What does `main` do \
             next?",
            "A level was added to `outer`, which has been fired. But it stands behind those that \
             wait: does it run?",
            "`inner` is fired at last, with a value of its own. Who is the first to be called with \
             it?",
            "`inner` has run through. To whom goes the result: who has waited for `inner`? Before \
             `callback` returns, all who have waited run. With whose result does the chain go on?",
            "`middle` has run through, too. Who has waited for that, and what number came out of it?",
            "`outer` goes on to its last two levels. The first of them returns a Deferred that has \
             fired: must anybody wait for it?",
            "All who could run have run. What does `main` do last?",
            "The program has ended by now.",
        ],
    )
}
