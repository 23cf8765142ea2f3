//! # slow_headline
//!
//! A printer sets a headline in capitals, which takes a second for each word. One of
//! more than 30 characters does not fit; that shows when all the words are set. The
//! clock is a virtual one: each number lets so many seconds pass.
//!
//! ```text
//! $ cargo xtask run slow_headline "rain in Spain" 2 2
//! after 0 seconds: ordered
//! after 2 seconds: back at work
//! after 3 seconds: RAIN IN SPAIN
//! after 4 seconds: back at work
//! $ cargo xtask run slow_headline "the rain in Spain stays in the plain" 8
//! after 0 seconds: ordered
//! after 8 seconds: no headline: 36 characters are too many
//! after 8 seconds: back at work
//! ```
//!
//! Nothing may happen before its time, in neither case.
//!
//! Read:  book/src/03-deferred/slow.md
//! Run:   cargo xtask run slow_headline "rain in Spain" 2 2
//! Check: cargo xtask check slow_headline

use std::time::Duration;

use deferred::{Deferred, Failure};
use reactor::{Clock, Time};

/// The longest headline that fits, in characters.
const LIMIT: usize = 30;

fn main() {
    let mut args = std::env::args().skip(1);
    let text = args.next().unwrap_or("rain in Spain".to_string());

    let clock = Clock::new();
    show(set(&clock, text), &clock);
    say(&clock, "ordered");
    for seconds in args {
        pass(&clock, seconds.parse().unwrap_or(0));
        say(&clock, "back at work");
    }
}

/// Sets a headline: it is there, or has failed, after a second for each word.
fn set(clock: &Clock, text: String) -> Deferred<String> {
    // TODO: who fires the Deferred, when, and with what?
    todo!("leave word with the clock")
}

fn show(headline: Deferred<String>, clock: &Clock) {
    let [good, bad] = [clock.clone(), clock.clone()];
    headline.add_callbacks(
        move |headline| say(&good, &headline),
        move |failure: Failure| say(&bad, &format!("no headline: {failure}")),
    );
}

/// Second by second, so that each call runs in the second in which it is due.
fn pass(clock: &Clock, seconds: usize) {
    clock.pump(std::iter::repeat_n(Duration::from_secs(1), seconds));
}

fn say(clock: &Clock, what: &str) {
    println!("after {} seconds: {what}", clock.seconds().as_secs());
}
