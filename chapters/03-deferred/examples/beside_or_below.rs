//! An errback beside a callback does not hear of that callback's failure; one
//! level below it does.
//!
//! Run it: `cargo run -p deferred --example beside_or_below`
//!
//! It prints three runs: an errback beside and one below; one below alone; and
//! the first chain again, fired with a failure.

use deferred::{Deferred, Failure};

// ANCHOR: functions
fn boom(result: &str) -> Result<String, Failure> {
    println!("boom {result}");
    Err("from level 0".into())
}

fn same_level(failure: Failure) -> String {
    println!("same level {failure}");
    "recovered by same level".to_string()
}

fn next_level(failure: Failure) -> String {
    println!("next level {failure}");
    "recovered by next level".to_string()
}

fn show(result: Result<String, Failure>) -> Result<String, Failure> {
    if let Ok(value) = &result {
        println!("show {value}");
    }
    result
}
// ANCHOR_END: functions

fn main() {
    // ANCHOR: main
    println!("-- beside and below, fired with a value");
    let (trigger, d) = Deferred::pair();
    let d = d.add_callbacks(boom, same_level);
    d.add_errback(next_level).add_both(show);
    trigger.callback("in");

    println!("-- below alone, fired with a value");
    let (trigger, d) = Deferred::pair();
    let d = d.add_callback(boom);
    d.add_errback(next_level).add_both(show);
    trigger.callback("in");

    println!("-- beside and below, fired with a failure");
    let (trigger, d) = Deferred::pair();
    let d = d.add_callbacks(boom, same_level);
    d.add_errback(next_level).add_both(show);
    trigger.errback("k");
    // ANCHOR_END: main
}
