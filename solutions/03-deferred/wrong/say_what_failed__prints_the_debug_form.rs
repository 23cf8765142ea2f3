//! Prints the failure for a programmer, not its message.
//!
//! The check says: in its debug form

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
    call.add_errback(|failure| println!("it failed: {failure:?}"));
}
