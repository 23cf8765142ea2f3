//! Moves the one call at each further coin, and that does nothing once it has run.
//!
//! The check says: though the call of the first one has run

use std::cell::RefCell;
use std::time::Duration;

use reactor::{Clock, DelayedCall, Time};

/// What a coin pays for.
const PAID: Duration = Duration::from_secs(60);

fn main() {
    let clock = Clock::new();
    let meter = Meter { clock: clock.clone(), over: RefCell::new(None) };
    for what in std::env::args().skip(1) {
        match what.as_str() {
            "coin" => meter.coin(),
            "leave" => meter.leave(),
            seconds => pass(&clock, seconds.parse().unwrap_or(0)),
        }
    }
    println!("calls that still wait: {}", clock.delayed_calls().len());
}

/// A parking meter.
struct Meter {
    clock: Clock,
    /// What will happen when the time is over.
    over: RefCell<Option<DelayedCall>>,
}

impl Meter {
    /// Pays for a minute from now.
    fn coin(&self) {
        let clock = self.clock.clone();
        let over = self.over.take();
        let over = over.unwrap_or_else(|| {
            self.clock.call_later(PAID, move || say(&clock, "the time is over"))
        });
        let _ = over.reset(PAID);
        self.over.replace(Some(over));
        say(&self.clock, "a coin");
    }

    /// The car leaves: nobody wants to hear of the time any more.
    fn leave(&self) {
        if let Some(over) = self.over.take() {
            // Perhaps it has run already; then there is nothing to cancel.
            let _ = over.cancel();
        }
    }
}

/// Second by second, so that each call runs in the second in which it is due.
fn pass(clock: &Clock, seconds: usize) {
    clock.pump(std::iter::repeat_n(Duration::from_secs(1), seconds));
}

fn say(clock: &Clock, what: &str) {
    println!("after {} seconds: {what}", clock.seconds().as_secs());
}
