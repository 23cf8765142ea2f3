//! # blocked_loop
//!
//! A courier rings as often as the argument says, waits two ticks after each ring,
//! and goes. Meanwhile the cook stirs every other tick. With two rings:
//!
//! ```text
//! tick 0: the courier rings
//! tick 1: the cook stirs
//! tick 2: the courier rings
//! tick 3: the cook stirs
//! tick 4: the courier goes
//! tick 5: the cook stirs
//! tick 7: the cook stirs
//! tick 30: good night
//! ```
//!
//! The program compiles, and the soup burns: as long as the courier is at the door,
//! nobody stirs. Mend `deliver`.
//!
//! Read:  book/src/01-events/blocked.md
//! Run:   cargo xtask run blocked_loop 2
//! Check: cargo xtask check blocked_loop

use std::io;
use std::rc::Rc;
use std::time::Duration;

use events::EventLoop;
use events::timeline::{SteppedClock, TICK};

fn main() -> io::Result<()> {
    let rings = std::env::args().nth(1).and_then(|arg| arg.parse().ok()).unwrap_or(2);

    let clock = Rc::new(SteppedClock::new(Duration::ZERO));
    let mut event_loop = EventLoop::with_clock(clock.clone())?;
    let courier = clock.clone();
    event_loop.call_later(Duration::ZERO, move |event_loop| deliver(event_loop, courier, rings));
    for tick in [1, 3, 5, 7] {
        let cook = clock.clone();
        event_loop.call_later(tick * TICK, move |_| say(&cook, "the cook stirs"));
    }
    event_loop.call_later(30 * TICK, EventLoop::stop);
    event_loop.run()?;
    say(&clock, "good night");
    Ok(())
}

/// Rings, and waits two ticks after each ring.
fn deliver(_event_loop: &mut EventLoop, clock: Rc<SteppedClock>, rings: u32) {
    // TODO: somebody waits here, and everybody waits with him.
    for _ in 0..rings {
        say(&clock, "the courier rings");
        clock.sleep(2);
    }
    say(&clock, "the courier goes");
}

fn say(clock: &SteppedClock, what: &str) {
    println!("tick {}: {what}", clock.ticks());
}
