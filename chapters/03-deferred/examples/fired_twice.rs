//! An answer and a time limit race to fire one Deferred. The first wins, and the
//! other is told that it has come too late.
//!
//! Run it: `cargo run -p deferred --example fired_twice`
//!
//! It prints both races: the answer wins the first, the limit the second. The clock
//! is a virtual one, so that nobody has to wait.

use std::fmt::Display;
use std::time::Duration;

use deferred::{Deferred, Failure};
use reactor::{Clock, Time};

// ANCHOR: ask
const LIMIT: Duration = Duration::from_secs(2);

/// Asks somebody who takes so long to answer.
fn ask(clock: &Clock, takes: Duration) -> Deferred<&'static str> {
    let (trigger, d) = Deferred::pair();
    let answer = trigger.shared();
    let limit = answer.clone();

    let time = clock.clone();
    clock.call_later(takes, move || {
        if let Err(error) = answer.callback("it is noon") {
            say(&time, "the answer", error);
        }
    });
    let time = clock.clone();
    clock.call_later(LIMIT, move || {
        if let Err(error) = limit.errback("no answer") {
            say(&time, "the limit", error);
        }
    });
    d
}
// ANCHOR_END: ask

// ANCHOR: main
fn main() {
    for takes in [1, 3] {
        println!("-- an answer that takes {takes} s");
        let clock = Clock::new();
        let d = ask(&clock, Duration::from_secs(takes));
        let [heard, failed] = [clock.clone(), clock.clone()];
        d.add_callbacks(
            move |answer| say(&heard, "a value", answer),
            move |failure: Failure| say(&failed, "a failure", failure),
        );
        clock.pump([Duration::from_secs(1); 4]);
    }
}
// ANCHOR_END: main

fn say(clock: &Clock, who: &str, what: impl Display) {
    println!("after {} s: {who}: {what}", clock.seconds().as_secs());
}
