//! The first events: two timers, and a loop that calls back.
//!
//! ```text
//! cargo run -p events --example tea_time
//! ```
//!
//! Nothing has to run beside it. It prints four lines, takes half a second for
//! them, and ends.

use std::io;
use std::time::Duration;

use events::EventLoop;

// ANCHOR: main
fn main() -> io::Result<()> {
    let mut event_loop = EventLoop::new()?;
    event_loop.call_later(Duration::from_millis(250), |_| {
        println!("the water boils");
    });
    event_loop.call_later(Duration::from_millis(500), |event_loop| {
        println!("the tea is ready");
        event_loop.stop();
    });

    println!("nothing has happened yet");
    event_loop.run()?;
    println!("nobody waits any more");
    Ok(())
}
// ANCHOR_END: main
