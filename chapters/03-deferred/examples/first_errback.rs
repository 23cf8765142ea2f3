//! The first errback: a Deferred fires with a failure, once made of an error and
//! once of plain text.
//!
//! Run it: `cargo run -p deferred --example first_errback`
//!
//! It prints `errback` twice: a failure shows itself by the message of its error.

use std::io;

use deferred::{Deferred, Failure};

// ANCHOR: function
fn my_errback(failure: Failure) {
    println!("{failure}");
}
// ANCHOR_END: function

fn main() {
    // ANCHOR: error
    let (trigger, d) = Deferred::pair();
    d.add_errback(my_errback);
    trigger.errback(io::Error::other("errback"));
    // ANCHOR_END: error

    // ANCHOR: text
    let (trigger, d) = Deferred::pair();
    d.add_errback(my_errback);
    trigger.errback("errback");
    // ANCHOR_END: text
}
