//! # fired_once
//!
//! A quiz. Whoever presses the buzzer first has the word, and everybody who comes
//! later is told so. After ten seconds the time is over, if nobody has pressed. The
//! arguments name the players and the second in which each of them presses.
//!
//! ```text
//! $ cargo xtask run fired_once alice 5 bob 3
//! after 3 seconds: bob has the word
//! after 5 seconds: alice is too late
//! $ cargo xtask run fired_once alice 12
//! after 10 seconds: nobody has the word: the time is over
//! after 12 seconds: alice is too late
//! ```
//!
//! When somebody has pressed, the end of the time is of no interest: nobody is told
//! of it.
//!
//! Read:  book/src/03-deferred/slow.md
//! Run:   cargo xtask run fired_once alice 5 bob 3
//! Check: cargo xtask check fired_once

use std::time::Duration;

use deferred::{Deferred, Failure};
use reactor::{Clock, Time};

const SECOND: Duration = Duration::from_secs(1);

/// How long there is to press.
const LIMIT: Duration = Duration::from_secs(10);

fn main() {
    let clock = Clock::new();
    let [word, nobody] = [clock.clone(), clock.clone()];
    quiz(&clock, players()).add_callbacks(
        move |name| say(&word, &format!("{name} has the word")),
        move |failure: Failure| say(&nobody, &format!("nobody has the word: {failure}")),
    );
    clock.pump([SECOND; 20]);
}

/// The name of the player who presses first; a failure when the time is over.
fn quiz(clock: &Clock, players: Vec<(String, Duration)>) -> Deferred<String> {
    // TODO: each player may fire the Deferred, and so may the end of the time.
    todo!("let them race")
}

/// Names, and when each of them presses, as the arguments have them.
fn players() -> Vec<(String, Duration)> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let player = |pair: &[String]| (pair[0].clone(), SECOND * pair[1].parse().unwrap_or(0));
    args.chunks_exact(2).map(player).collect()
}

fn say(clock: &Clock, what: &str) {
    println!("after {} seconds: {what}", clock.seconds().as_secs());
}
