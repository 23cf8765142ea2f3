//! Believes that to drop the handle is to cancel the call.
//!
//! The check says: the call still waits

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use deferred::Deferred;
use reactor::{Clock, DelayedCall, Time};

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
    let place = Rc::new(Cell::new(None::<DelayedCall>));
    let call = place.clone();
    let (trigger, d) = Deferred::with_canceller(move |_trigger| drop(call.take()));
    place.set(Some(clock.call_later(delay, move || trigger.callback(()))));
    d
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
