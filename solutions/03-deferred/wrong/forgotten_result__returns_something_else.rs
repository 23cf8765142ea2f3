//! Returns a number, but not the one it was handed.
//!
//! The check says: not the one

use std::fmt::Debug;

use deferred::Deferred;

fn main() {
    let numbers = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();

    let (trigger, d) = Deferred::pair();
    d.add_callback(add_up).add_callback(note).add_callback(show);
    trigger.callback(numbers);
}

fn add_up(numbers: Vec<i64>) -> i64 {
    numbers.iter().sum()
}

/// Notes what comes by, and hands it on.
fn note(total: i64) -> i64 {
    println!("note: {total} comes by");
    0
}

/// Shows whatever there is to show.
fn show(total: impl Debug) {
    println!("total: {total:?}");
}
