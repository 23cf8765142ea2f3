//! A chain to predict: two functions on each of three levels, and a callback below
//! them. It is fired twice, each time from the start: with a value, and with a
//! failure.
//!
//! Run it: `cargo run -p deferred --example zigzag`
//!
//! What it prints is the exercise `same_level`; so predict before you run it.

use deferred::{Deferred, Failure};

// ANCHOR: functions
fn callback1(value: &str) -> Result<&'static str, Failure> {
    println!("call 1 {value}");
    Err("from call 1".into())
}

fn errback1(failure: Failure) -> &'static str {
    println!("err 1 {failure}");
    "from err 1"
}

fn callback2(value: &str) -> &'static str {
    println!("call 2 {value}");
    "from call 2"
}

fn errback2(failure: Failure) -> Result<&'static str, Failure> {
    println!("err 2 {failure}");
    Err(failure)
}

fn callback3(value: &str) -> Result<&'static str, Failure> {
    println!("call 3 {value}");
    Err("from call 3".into())
}

fn errback3(failure: Failure) -> &'static str {
    println!("err 3 {failure}");
    "from err 3"
}

fn show(value: &str) {
    println!("show {value}");
}
// ANCHOR_END: functions

// ANCHOR: main
fn main() {
    fire(Ok("a value"));
    println!("--");
    fire(Err("a failure".into()));
}

fn fire(result: Result<&'static str, Failure>) {
    let (trigger, d) = Deferred::pair();
    let d = d.add_callbacks(callback1, errback1);
    let d = d.add_callbacks(callback2, errback2);
    let d = d.add_callbacks(callback3, errback3);
    let d = d.add_callback(show);
    trigger.settle(result);
    println!("fired");
    drop(d);
}
// ANCHOR_END: main
