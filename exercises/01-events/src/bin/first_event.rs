//! # first_event
//!
//! An egg timer. The argument says how many seconds the egg needs; when they have
//! passed, the program says so and ends by itself:
//!
//! ```text
//! second 0: the egg goes in
//! second 0: the loop runs
//! the egg is ready
//! second 240: the loop has ended
//! ```
//!
//! All but the third line is there. You need not wait four minutes for it: this
//! clock's hands jump to the next event.
//!
//! Read:  book/src/01-events/first-event.md
//! Run:   cargo xtask run first_event 240
//! Check: cargo xtask check first_event

use std::io;
use std::rc::Rc;
use std::time::Duration;

use events::EventLoop;
use events::timeline::SteppedClock;

/// When somebody looks whether the stove is off.
const NIGHT: Duration = Duration::from_secs(8 * 3600);

fn main() -> io::Result<()> {
    let seconds = std::env::args().nth(1).and_then(|arg| arg.parse().ok()).unwrap_or(240);

    let clock = Rc::new(SteppedClock::new(Duration::ZERO));
    let mut event_loop = EventLoop::with_clock(clock.clone())?;
    event_loop.call_later(NIGHT, |_| {
        println!("it is night, and the loop still runs");
        std::process::exit(1);
    });

    println!("second {}: the egg goes in", clock.ticks());
    time_egg(&mut event_loop, Duration::from_secs(seconds));
    println!("second {}: the loop runs", clock.ticks());
    event_loop.run()?;
    println!("second {}: the loop has ended", clock.ticks());
    Ok(())
}

/// Leaves word with the loop: when `delay` has passed, it is to print `the egg is
/// ready` and to stop.
fn time_egg(event_loop: &mut EventLoop, delay: Duration) {
    // TODO
    todo!("ask to be called later")
}
