//! What is said to the pages that take their time. Behind the conversation stands its
//! timeline, as it was measured.

use std::time::Duration;

use harness::{Conversation, Exam, Step, example_exam};

use crate::timeline::{Stopwatch, Timeline, Visit};

const DELAY: Duration = Duration::from_millis(500);

/// A free port of this computer, and the delay in seconds.
const ARGUMENTS: [&str; 2] = ["127.0.0.1:0", "0.5"];

const PAGE: &str = "Finally done";

/// The page blocks: bob's request lies there until alice's page is made.
pub fn busy_page(exam: &mut Exam) -> Step {
    with_timeline(exam, "busy_page", blocked)
}

pub fn busy_site(exam: &mut Exam) -> Step {
    with_timeline(exam, "busy_site", answered_later)
}

pub fn busy_site_tokio(exam: &mut Exam) -> Step {
    with_timeline(exam, "busy_site_tokio", answered_later)
}

/// Alice leaves, and Bob does not.
pub fn client_leaves(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0", "1"])?;
    talk.connect("alice")?;
    talk.ask("alice", "GET", "/1")?;
    talk.prints("begin /1")?;
    talk.close("alice")?;
    talk.prints("gone: ")?;
    talk.prints("cancelled: ")?;
    talk.connect("bob")?;
    talk.ask("bob", "GET", "/2")?;
    for line in ["begin /2", "inner", "finished"] {
        talk.prints(line)?;
    }
    talk.receive_page("bob", "GET", 200, PAGE)?;
    talk.finish();
    Ok(())
}

type Script = fn(&mut Exam, Stopwatch) -> Step<[Visit; 2]>;

fn with_timeline(exam: &mut Exam, name: &str, script: Script) -> Step {
    script(exam, Stopwatch::default())?;
    let fresh = || example_exam(env!("CARGO_PKG_NAME"), name);
    let timeline = Timeline::measure(DELAY, |watch| script(&mut fresh(), watch))?;
    exam.note("");
    exam.note(timeline.to_string().trim_end());
    Ok(())
}

fn blocked(exam: &mut Exam, mut watch: Stopwatch) -> Step<[Visit; 2]> {
    let mut talk = exam.serve(ARGUMENTS)?;
    talk.connect("alice")?;
    talk.connect("bob")?;
    let mut alice = Visit::of("alice", &mut watch);
    talk.ask("alice", "GET", "/1")?;
    talk.prints("begin /1")?;
    alice.begun = watch.time();
    let mut bob = Visit::of("bob", &mut watch);
    talk.ask("bob", "GET", "/2")?;
    talk.prints("end /1")?;
    alice.returned = watch.time();
    talk.receive_page("alice", "GET", 200, PAGE)?;
    alice.answered = watch.time();
    talk.prints("begin /2")?;
    bob.begun = watch.time();
    talk.prints("end /2")?;
    bob.returned = watch.time();
    talk.receive_page("bob", "GET", 200, PAGE)?;
    bob.answered = watch.time();
    talk.finish();
    Ok([alice, bob])
}

fn answered_later(exam: &mut Exam, mut watch: Stopwatch) -> Step<[Visit; 2]> {
    let mut talk = exam.serve(ARGUMENTS)?;
    talk.connect("alice")?;
    talk.connect("bob")?;
    let mut alice = asks(&mut talk, &mut watch, "alice", "/1")?;
    let mut bob = asks(&mut talk, &mut watch, "bob", "/2")?;
    for (visit, target) in [(&mut alice, "/1"), (&mut bob, "/2")] {
        talk.prints(&format!("inner {target}"))?;
        talk.receive_page(visit.name, "GET", 200, PAGE)?;
        visit.answered = watch.time();
    }
    talk.finish();
    Ok([alice, bob])
}

/// The page has been asked, and returns: there is nothing to be seen between the two.
fn asks(
    talk: &mut Conversation<'_>,
    watch: &mut Stopwatch,
    name: &'static str,
    target: &str,
) -> Step<Visit> {
    let mut visit = Visit::of(name, watch);
    talk.ask(name, "GET", target)?;
    talk.prints(&format!("end {target}"))?;
    visit.returned = watch.time();
    visit.begun = visit.returned;
    Ok(visit)
}
