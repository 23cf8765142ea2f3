//! A chain to predict: three callbacks, of which the last fails.
//!
//! Run it: `cargo run -p deferred --example chain_1`
//!
//! What it prints is the exercise `puzzle_1`; so predict before you run it.

use deferred::{Deferred, Failure};

// ANCHOR: functions
fn callback1(result: &'static str) -> &'static str {
    println!("call 1 {result}");
    result
}

fn callback2(result: &'static str) -> &'static str {
    println!("call 2 {result}");
    result
}

fn callback3(_result: &'static str) -> Result<&'static str, Failure> {
    Err(Failure::from("call 3"))
}
// ANCHOR_END: functions

fn main() {
    // ANCHOR: main
    let (trigger, d) = Deferred::pair();
    let d = d.add_callback(callback1);
    let d = d.add_callback(callback2);
    let d = d.add_callback(callback3);
    trigger.callback("test");
    println!("fired");
    drop(d);
    println!("collected");
    // ANCHOR_END: main
}
