//! A chain to predict: as `chain_3`, with an error of one's own type in place of
//! plain text.
//!
//! Run it: `cargo run -p deferred --example chain_4`
//!
//! What it prints is the exercise `puzzle_4`; so predict before you run it.

use std::error::Error;
use std::fmt;

use deferred::{Deferred, Failure};

// ANCHOR: error
#[derive(Debug)]
struct MyErr(&'static str);

impl fmt::Display for MyErr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for MyErr {}
// ANCHOR_END: error

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
    trigger.errback(MyErr("test"));
    println!("fired");
    drop(d);
    println!("collected");
    // ANCHOR_END: main
}
