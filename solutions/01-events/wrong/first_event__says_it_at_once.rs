//! Prints in `time_egg`, and asks the loop only to stop.
//!
//! The check says: The egg is ready before the loop runs

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
    println!("the egg is ready");
    event_loop.call_later(delay, EventLoop::stop);
}
