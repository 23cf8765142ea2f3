//! A chain to predict: one errback, which returns the failure that it was given.
//!
//! Run it: `cargo run -p deferred --example chain_3`
//!
//! What it prints is the exercise `puzzle_3`; so predict before you run it.

use deferred::{Deferred, Failure};

// ANCHOR: functions
fn errback1(failure: Failure) -> Result<(), Failure> {
    println!("err 1 {failure}");
    Err(failure)
}
// ANCHOR_END: functions

fn main() {
    // ANCHOR: main
    let (trigger, d) = Deferred::pair();
    let d = d.add_errback(errback1);
    trigger.errback("test");
    println!("fired");
    drop(d);
    println!("collected");
    // ANCHOR_END: main
}
