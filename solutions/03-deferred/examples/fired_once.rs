//! A shared trigger for each of them. The first one fires; every later one gets an
//! `Err`, which is all that it needs to know.

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
    let (trigger, d) = Deferred::pair();
    let trigger = trigger.shared();
    for (name, when) in players {
        let (time, buzzer) = (clock.clone(), trigger.clone());
        clock.call_later(when, move || {
            if buzzer.callback(name.clone()).is_err() {
                say(&time, &format!("{name} is too late"));
            }
        });
    }
    clock.call_later(LIMIT, move || {
        // Somebody has pressed, if it fails: all is well.
        let _ = trigger.errback("the time is over");
    });
    d
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
