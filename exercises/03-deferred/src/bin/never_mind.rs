//! # never_mind
//!
//! A hotel wakes its guests after 30 seconds (they sleep fast), and once more 10
//! seconds later. Who gets up before that says `cancel`. The clock is a virtual one:
//! a number lets so many seconds pass.
//!
//! ```text
//! $ cargo xtask run never_mind 35 cancel 60
//! after 30 seconds: good morning
//! after 35 seconds: never mind: the Deferred was cancelled
//! after 50 seconds: breakfast is ready
//! calls that still wait: 0
//! ```
//!
//! Write `after`: a Deferred that fires when the delay is over. When it is cancelled,
//! the call that was to fire it must not wait in the clock any longer.
//!
//! Read:  book/src/03-deferred/cancelling.md
//! Run:   cargo xtask run never_mind 35 cancel 60
//! Check: cargo xtask check never_mind

use std::time::Duration;

use deferred::Deferred;
use reactor::{Clock, Time};

const NIGHT: Duration = Duration::from_secs(30);
const SNOOZE: Duration = Duration::from_secs(10);
const BREAKFAST: Duration = Duration::from_secs(50);

fn main() {
    let clock = Clock::new();
    let guest = wake(clock.clone());
    let kitchen = clock.clone();
    clock.call_later(BREAKFAST, move || say(&kitchen, "breakfast is ready"));
    for word in std::env::args().skip(1) {
        match word.as_str() {
            "cancel" => guest.cancel(),
            seconds => pass(&clock, seconds.parse().unwrap_or(0)),
        }
    }
    println!("calls that still wait: {}", clock.delayed_calls().len());
}

/// Fires when `delay` is over. To cancel it takes the call off the clock.
fn after(clock: &Clock, delay: Duration) -> Deferred<()> {
    // TODO: a Deferred with a canceller, and a call that fires it.
    todo!("fire later, unless it is cancelled")
}

/// Wakes a guest, twice.
fn wake(clock: Clock) -> Deferred<()> {
    let (first, second, never) = (clock.clone(), clock.clone(), clock.clone());
    after(&clock, NIGHT)
        .add_callback(move |()| {
            say(&first, "good morning");
            after(&first, SNOOZE)
        })
        .add_callback(move |()| say(&second, "good morning, again"))
        .add_errback(move |failure| say(&never, &format!("never mind: {failure}")))
}

/// Second by second, so that each call runs in the second in which it is due.
fn pass(clock: &Clock, seconds: usize) {
    clock.pump(std::iter::repeat_n(Duration::from_secs(1), seconds));
}

fn say(clock: &Clock, what: &str) {
    println!("after {} seconds: {what}", clock.seconds().as_secs());
}
