//! A failure on its way down a chain of seven levels: it passes callbacks by, is
//! looked at, is replaced by another, and ends in a value.
//!
//! Run it: `cargo run -p deferred --example pass_through`
//!
//! It prints a line for each function that is called: five of the seven.

use deferred::{Deferred, Failure};

// ANCHOR: functions
fn fetch(what: &str) -> Result<String, Failure> {
    println!("fetch {what}");
    Err("nobody answers".into())
}

fn decode(text: String) -> String {
    println!("decode {text}");
    text
}

/// Looks, and hands on what it got.
fn note(failure: Failure) -> Result<String, Failure> {
    println!("note: {failure}");
    Err(failure)
}

fn shorten(text: String) -> String {
    println!("shorten {text}");
    text
}

/// Hands on another failure, which says more.
fn explain(failure: Failure) -> Result<String, Failure> {
    println!("explain: {failure}");
    Err(format!("no news, for {failure}").into())
}

/// Hands on a value: the failure is dealt with.
fn fall_back(failure: Failure) -> String {
    println!("fall back: {failure}");
    "the news of yesterday".to_string()
}

fn show(text: String) {
    println!("show {text}");
}
// ANCHOR_END: functions

fn main() {
    // ANCHOR: main
    let (trigger, d) = Deferred::pair();
    let d = d.add_callback(fetch);
    let d = d.add_callback(decode);
    let d = d.add_errback(note);
    let d = d.add_callback(shorten);
    let d = d.add_errback(explain);
    let d = d.add_errback(fall_back);
    d.add_callback(show);
    trigger.callback("the news");
    // ANCHOR_END: main
}
