//! Six timers: two have the same time, one is set by another, one stops the loop.
//!
//! ```text
//! cargo run -p events --example six_timers
//! ```
//!
//! Nothing has to run beside it. It prints a line for each timer that is called,
//! and ends at once: its clock moves its hands instead of waiting.

use std::io;
use std::rc::Rc;
use std::time::Duration;

use events::EventLoop;
use events::timeline::{SteppedClock, TICK};

// ANCHOR: main
fn main() -> io::Result<()> {
    let clock = Rc::new(SteppedClock::new(Duration::ZERO));
    let mut event_loop = EventLoop::with_clock(clock)?;

    event_loop.call_later(3 * TICK, |_| println!("anna"));
    event_loop.call_later(TICK, |event_loop| {
        println!("bert");
        event_loop.call_later(2 * TICK, |_| println!("clara"));
    });
    event_loop.call_later(3 * TICK, |event_loop| {
        println!("dora");
        event_loop.stop();
    });
    event_loop.call_later(4 * TICK, |_| println!("emil"));
    event_loop.call_later(Duration::ZERO, |_| println!("fritz"));

    println!("all set");
    event_loop.run()?;
    println!("good night");
    Ok(())
}
// ANCHOR_END: main
