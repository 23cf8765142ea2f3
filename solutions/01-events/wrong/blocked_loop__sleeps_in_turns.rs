//! Goes back to the loop between the rings, and still sleeps in its turn.
//!
//! The check says: somebody still keeps the thread

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
fn deliver(event_loop: &mut EventLoop, clock: Rc<SteppedClock>, rings: u32) {
    if rings == 0 {
        return say(&clock, "the courier goes");
    }
    say(&clock, "the courier rings");
    clock.sleep(2);
    event_loop.call_later(Duration::ZERO, move |event_loop| deliver(event_loop, clock, rings - 1));
}

fn say(clock: &SteppedClock, what: &str) {
    println!("tick {}: {what}", clock.ticks());
}
