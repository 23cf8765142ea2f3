//! How failures travel: beside and below, and one kind of many.

use harness::{Exam, Run, Step};

use super::UNHANDLED;

pub fn same_level(exam: &mut Exam) -> Step {
    exam.predicts(
        "zigzag",
        &[
            "The first chain is fired with a value. Which function of level 1 is that for?",
            "`callback1` returned a failure. To whom does it go: on which level does it arrive, and \
             on which rail?",
            "`errback2` has printed the failure. But what does it return, and which function of \
             level 3 is that for?",
            "`errback3` returned a plain value. Who stands on the callback rail below it?",
            "Nothing is left to be called. What does `fire` do next, and is there a failure to be \
             reported when `d` goes?",
            "What does `main` do between the two chains?",
            "The second chain is fired with a failure. Which function of level 1 is that for?",
            "`errback1` returned a plain value: which rail does that belong to, on level 2?",
            "What did `callback2` return? Which function of level 3 is that for?",
            "`callback3` returned a failure, and below it there is a callback alone. Who still \
             holds the Deferred at this moment?",
            "`d` goes. What has `callback3` left in it, and what becomes of that?",
            "The program has ended by now.",
        ],
    )
}

pub fn sideways(exam: &mut Exam) -> Step {
    for button in ["3", "12", "three", "7", "10", "0", ""] {
        let run = exam.run([button])?;
        name_the_level(exam, button, &run);
    }
    let floor = 10 + exam.lot();
    exam.surprise(&[&floor.to_string()], &[format!("alarm: there is no floor {floor}")]);
    Ok(())
}

fn name_the_level(exam: &mut Exam, button: &str, run: &Run) {
    let is_number = button.parse::<u32>().is_ok();
    exam.mistake_if(
        is_number && run.says("so: down"),
        "`down` hears of what `travel` did wrong, and the doors open where no lift is: it stands \
         too low. It answers for `read` alone.",
    );
    exam.mistake_if(
        run.says("doors open on floor 0") && !run.says("travelling to floor 0"),
        "The doors open on floor 0, but the lift has not travelled there: what `down` returns must \
         reach `travel`, so it has to stand above it.",
    );
    exam.mistake_if(
        run.says("the doors jam") && run.says(UNHANDLED),
        "The doors jam, and nobody rings: `alarm` stands beside the callback that fails. It sees \
         what comes to its own level, not what the function beside it does.",
    );
    exam.mistake_if(
        button == "7" && !run.says("alarm"),
        "The doors jam, and nobody rings: `alarm` stands above the doors. It only hears of what \
         went wrong further up.",
    );
}

pub fn only_some(exam: &mut Exam) -> Step {
    let news = [
        "platform 4",
        "late 7",
        "late 0",
        "strike",
        "late soon",
        "platform nine",
        "strike, lately",
        "late",
    ];
    for news in news {
        let run = exam.run([news])?;
        name_the_kind(exam, news, &run);
    }
    let minutes = exam.lot();
    let lines = [format!("waiting for {minutes} minutes"), "boarding at platform 1".into()];
    exam.surprise(&[&format!("late {minutes}")], &lines);
    Ok(())
}

fn name_the_kind(exam: &mut Exam, news: &str, run: &Run) {
    let is_late = matches!(news, "late 7" | "late 0");
    let is_other = !is_late && news != "platform 4";
    exam.mistake_if(
        is_late && !run.says("waiting for"),
        "A train is late, and nobody waits for it: the failure that `read` makes then is a `Late`.",
    );
    exam.mistake_if(
        is_late && run.says("no journey"),
        "The train is waited for, and nobody boards it: `wait` handed the failure on. It is dealt \
         with by a plain value.",
    );
    exam.mistake_if(
        is_other && news.contains("late") && run.says("waiting for"),
        "This news is no train that is late, though it has the word in it: `wait` goes by the words \
         of the message. Ask for the kind of the error inside.",
    );
    exam.mistake_if(
        is_other && run.says("boarding"),
        "There is no train, and somebody boards it: `wait` deals with a failure of every kind. It \
         shall deal with one.",
    );
    exam.mistake_if(
        run.says("no journey: invalid digit"),
        "The message is passed on, but not the error: below, nobody can tell any more what it was. \
         What kind of failure did `wait` get, and what kind did it return?",
    );
}
