//! The same thing at equal intervals, until it is stopped or fails.
//!
//! Run it: `cargo run -p deferred --example every_second`. The clock is a virtual one:
//! one loop ticks until it is stopped, the other counts down until it fails.

use std::time::Duration;

use deferred::{Failure, LoopingCall};
use reactor::Clock;

fn main() {
    // ANCHOR: main
    let (clock, second) = (Clock::new(), Duration::from_secs(1));

    let tick = LoopingCall::new(|| println!("tick"));
    let ended = tick.start(&clock, second, true);
    ended.add_callback(|()| println!("stopped"));
    clock.pump([second, second]);
    tick.stop();
    clock.advance(second);

    let mut left = 2;
    let countdown = LoopingCall::new(move || {
        if left == 0 {
            return Err(Failure::from("lift-off"));
        }
        println!("{left}");
        left -= 1;
        Ok(())
    });
    let ended = countdown.start(&clock, second, false);
    ended.add_errback(|failure| println!("ended: {failure}"));
    clock.pump([second; 10]);
    // ANCHOR_END: main
}
