//! # say_what_failed
//!
//! The call in `main` always fails. Add the first errback: it prints
//! `it failed: ` and the failure's message. With that the failure is dealt with:
//! nobody else shall hear of it.
//!
//! Read:  book/src/03-deferred/first-errback.md
//! Run:   cargo xtask run say_what_failed "the line went dead"
//! Check: cargo xtask check say_what_failed

use deferred::Deferred;

fn main() {
    let reason = std::env::args().nth(1).unwrap_or("nobody answers".to_string());

    let (trigger, d) = Deferred::pair();
    report(d);
    println!("calling");
    trigger.errback(reason);
    println!("hung up");
}

/// Makes sure that a failed call is reported.
fn report(call: Deferred<()>) {
    // TODO: add an errback to `call` that prints `it failed: MESSAGE`.
    todo!("add the first errback")
}
