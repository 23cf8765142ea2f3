//! When a failure that nobody handles is reported, and when it is not.
//!
//! Run it: `cargo run -p deferred --example unhandled`
//!
//! It prints five ends of a Deferred: dropped before it was fired, kept for a while,
//! handled late, never fired, and dropped while a hook listens.

use deferred::{Deferred, Failure, on_unhandled};

fn print_error(failure: Failure) {
    println!("handled: {failure}");
}

fn main() {
    // ANCHOR: when
    println!("-- dropped, then fired");
    let (trigger, d) = Deferred::<()>::pair();
    drop(d);
    trigger.errback("nobody listens");
    println!("fired");

    println!("-- fired, kept, then dropped");
    let (trigger, d) = Deferred::<()>::pair();
    trigger.errback("nobody listens yet");
    println!("fired");
    drop(d);
    println!("dropped");

    println!("-- fired, and handled later");
    let (trigger, d) = Deferred::<()>::pair();
    trigger.errback("somebody comes late");
    println!("fired");
    d.add_errback(print_error);

    println!("-- never fired");
    let (trigger, d) = Deferred::<()>::pair();
    d.add_errback(print_error);
    drop(trigger);
    println!("nobody says a word");
    // ANCHOR_END: when

    // ANCHOR: hook
    println!("-- with a hook");
    on_unhandled(|failure| println!("noted down: {failure}"));
    let (trigger, d) = Deferred::<()>::pair();
    drop(d);
    trigger.errback("somebody listens for all");
    // ANCHOR_END: hook
}
