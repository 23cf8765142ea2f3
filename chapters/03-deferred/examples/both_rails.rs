//! One level with two functions: a callback for a value, an errback for a failure.
//!
//! Run it: `cargo run -p deferred --example both_rails`
//!
//! It prints `come on`, for it fires with a value.

use deferred::{Deferred, Failure};

// ANCHOR: functions
fn my_callback(result: &str) {
    println!("{result}");
}

fn my_errback(failure: Failure) {
    println!("{failure}");
}
// ANCHOR_END: functions

fn main() {
    // ANCHOR: main
    let (trigger, d) = Deferred::pair();
    d.add_callbacks(my_callback, my_errback);
    trigger.callback("come on");
    // ANCHOR_END: main
}
