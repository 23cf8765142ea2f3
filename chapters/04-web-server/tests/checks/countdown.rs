//! `countdown_page`: a page that says what is true when it is asked for.

use harness::{Conversation, Exam, Step};

pub fn countdown_page(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0", "12"])?;
    talk.connect("alice")?;
    asking_changes_nothing(&mut talk)?;
    each_request_is_answered_anew(&mut talk)?;
    a_begun_second_counts(&mut talk)?;
    nothing_is_below_zero(&mut talk)?;
    talk.finish();
    it_starts_at_once(exam)?;
    its_seconds_are_drawn_by_lot(exam)
}

fn asking_changes_nothing(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("The page does not say how many seconds there are until the start.");
    talk.get("alice", "/", 200, "12 seconds to go")?;
    talk.if_this_fails(
        "No time has passed, and the page says something else: that somebody asks changes nothing.",
    );
    talk.ask("alice", "HEAD", "/")?;
    talk.receive_page("alice", "HEAD", 200, "")?;
    talk.get("alice", "/", 200, "12 seconds to go")?;
    talk.get("alice", "/rocket?pass=9000", 200, "12 seconds to go").map(drop)
}

/// Bob was here before, and comes again.
fn each_request_is_answered_anew(talk: &mut Conversation<'_>) -> Step {
    talk.connect("bob")?;
    talk.get("bob", "/", 200, "12 seconds to go")?;
    pass(talk, 2000)?;
    talk.if_this_fails(
        "Two seconds have passed on the virtual clock, and the page is as it was before: what it says \
         is made in each `render_get`, of what `self.clock` shows then.",
    );
    talk.get("alice", "/", 200, "10 seconds to go")?;
    talk.get("bob", "/", 200, "10 seconds to go").map(drop)
}

fn a_begun_second_counts(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A second that has begun counts as long as a part of it is left: 9.999 seconds are 10.",
    );
    pass(talk, 1)?;
    talk.get("alice", "/", 200, "10 seconds to go")?;
    pass(talk, 999)?;
    talk.get("alice", "/", 200, "9 seconds to go")?;
    pass(talk, 7999)?;
    talk.get("alice", "/", 200, "2 seconds to go")?;
    talk.if_this_fails("A last second is left: \"1 second to go\", for it is one second.");
    pass(talk, 1)?;
    talk.get("alice", "/", 200, "1 second to go")?;
    pass(talk, 999)?;
    talk.get("alice", "/", 200, "1 second to go").map(drop)
}

fn nothing_is_below_zero(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("No time is left: \"lift-off\".");
    pass(talk, 1)?;
    talk.get("alice", "/", 200, "lift-off")?;
    talk.if_this_fails(
        "The start has been over for a while, and the page fails or goes on counting: a `Duration` is never \
         below zero.",
    );
    pass(talk, 1)?;
    talk.get("alice", "/", 200, "lift-off")?;
    pass(talk, 4_000_000_000)?;
    talk.get("alice", "/", 200, "lift-off").map(drop)
}

fn it_starts_at_once(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0", "0"])?;
    talk.if_this_fails("There was no time to wait for from the beginning.");
    talk.connect("carol")?;
    talk.get("carol", "/", 200, "lift-off")?;
    talk.finish();
    Ok(())
}

fn its_seconds_are_drawn_by_lot(exam: &mut Exam) -> Step {
    let seconds = 100_000 + exam.lot() % 900_000;
    exam.hide(&seconds.to_string(), "<LOT>");
    let mut talk = exam.serve(["127.0.0.1:0", &seconds.to_string()])?;
    talk.if_this_fails(
        "How long there is to wait was drawn by lot, and is not what the page says.",
    );
    talk.connect("alice")?;
    talk.get("alice", "/", 200, &format!("{seconds} seconds to go"))?;
    talk.in_short("half of it has passed", |talk| {
        pass(talk, seconds / 2 * 1000)?;
        let left = seconds - seconds / 2;
        talk.get("alice", "/", 200, &format!("{left} seconds to go")).map(drop)
    })?;
    talk.finish();
    Ok(())
}

fn pass(talk: &mut Conversation<'_>, milliseconds: u64) -> Step {
    talk.post_form("alice", "/", &format!("pass={milliseconds}"))?;
    let passed = format!("{milliseconds} milliseconds have passed");
    talk.receive_page("alice", "POST", 200, passed).map(drop)
}
