//! An errback that handles one kind of failure, and passes the others on.
//!
//! Run it: `cargo run -p deferred --example trapped`
//!
//! It prints what three orders come to: one that is right, one whose number is no
//! number, which counts as one, and one without any, which is not dealt with there.

use std::num::ParseIntError;

use deferred::{Deferred, Failure};

// ANCHOR: trap
/// How many are ordered, in a line such as `3 pears`.
fn amount(line: &str) -> Result<u32, Failure> {
    let (number, _what) = line.split_once(' ').ok_or("no amount")?;
    Ok(number.parse::<u32>()?)
}

/// A number that cannot be read counts as one.
fn one(failure: Failure) -> Result<u32, Failure> {
    let error = failure.trap::<ParseIntError>()?;
    println!("  counts as one: {error}");
    Ok(1)
}
// ANCHOR_END: trap

// ANCHOR: main
fn main() {
    for line in ["3 pears", "some plums", "apples"] {
        println!("{line}:");
        let (trigger, d) = Deferred::pair();
        d.add_callback(amount)
            .add_errback(one)
            .add_callback(|amount| println!("  packed: {amount}"))
            .add_errback(|failure| println!("  sent back: {failure}"));
        trigger.callback(line);
    }
}
// ANCHOR_END: main
