//! Stops the timer when there is a value, and not when there is a failure.
//!
//! The check says: runs on

use std::time::Duration;

use deferred::{Deferred, Failure};
use reactor::{Clock, Time};

const PATIENCE: Duration = Duration::from_secs(5);

fn main() {
    let clock = Clock::new();
    let (trigger, words) = Deferred::pair();
    tell(&clock, at_home(&clock, words));

    let mut phone = Some(trigger);
    for word in std::env::args().skip(1) {
        if let Ok(seconds) = word.parse() {
            clock.pump(std::iter::repeat_n(Duration::from_secs(1), seconds));
        } else if let Some(phone) = phone.take() {
            say(&clock, "somebody picks up");
            phone.settle(if word == "dead" {
                Err(Failure::from("the line is dead"))
            } else {
                Ok(word)
            });
        }
    }
    println!("calls that still wait: {}", clock.delayed_calls().len());
}

/// What they say; `None` when nobody has answered within [`PATIENCE`].
fn at_home(clock: &Clock, words: Deferred<String>) -> Deferred<Option<String>> {
    let (trigger, d) = Deferred::pair();
    let answered = trigger.shared();
    let (given_up, failed) = (answered.clone(), answered.clone());
    let timer = clock.call_later(PATIENCE, move || {
        let _ = given_up.callback(None);
    });
    words
        .add_callback(move |words| {
            let _ = timer.cancel();
            let _ = answered.callback(Some(words));
        })
        .add_errback(move |failure| {
            let _ = failed.errback(failure.error().to_string());
        });
    d
}

fn tell(clock: &Clock, words: Deferred<Option<String>>) {
    let (heard, failed) = (clock.clone(), clock.clone());
    words.add_callbacks(
        move |words| match words {
            Some(words) => say(&heard, &format!("they say {words}")),
            None => say(&heard, "nobody is at home"),
        },
        move |failure| say(&failed, &format!("it fails: {failure}")),
    );
}

fn say(clock: &Clock, what: &str) {
    println!("after {} seconds: {what}", clock.seconds().as_secs());
}
