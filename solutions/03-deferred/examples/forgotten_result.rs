//! `note` printed the total and returned nothing, so the next level was handed `()`.
//! It must hand on what it got.

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
    total
}

/// Shows whatever there is to show.
fn show(total: impl Debug) {
    println!("total: {total:?}");
}
