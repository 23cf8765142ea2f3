//! # never_twice
//!
//! A parking meter. A coin pays for the 60 seconds from when it is put in; when they
//! are over and no further coin has come, the meter says so, once. When the car has
//! left, it says nothing more. The clock is a virtual one: the arguments say what
//! happens, a number lets so many seconds pass.
//!
//! ```text
//! $ cargo xtask run never_twice coin 45 coin 45 leave 45
//! after 0 seconds: a coin
//! after 45 seconds: a coin
//! calls that still wait: 0
//! ```
//!
//! The program compiles, and tells this driver that the time is over; then he leaves,
//! and somebody else might be fined. Mend the meter. At the end no call may wait that
//! nobody wants any more.
//!
//! Read:  book/src/02-reactor/time.md
//! Run:   cargo xtask run never_twice coin 45 coin 45 leave 45
//! Check: cargo xtask check never_twice

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

// TODO: a call is set here that nobody can cancel any more. Which one?

impl Meter {
    /// Pays for a minute from now.
    fn coin(&self) {
        let clock = self.clock.clone();
        let over = self.clock.call_later(PAID, move || say(&clock, "the time is over"));
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
