//! # forgotten_result
//!
//! Numbers go in, their total should come out:
//!
//! ```text
//! note: 42 comes by
//! total: 42
//! ```
//!
//! The program compiles, and prints something else. Find the level that loses
//! the total, and mend that level alone.
//!
//! Read:  book/src/03-deferred/mistakes.md
//! Run:   cargo xtask run forgotten_result 19 23
//! Check: cargo xtask check forgotten_result

use std::fmt::Debug;

use deferred::Deferred;

// TODO: one of these functions forgets something. Which one?

fn main() {
    let numbers = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();

    let (trigger, d) = Deferred::pair();
    d.add_callback(add_up).add_callback(note).add_callback(show);
    trigger.callback(numbers);
}

fn add_up(numbers: Vec<i64>) -> i64 {
    numbers.iter().sum()
}

/// Notes what comes by.
fn note(total: i64) {
    println!("note: {total} comes by");
}

/// Shows whatever there is to show.
fn show(total: impl Debug) {
    println!("total: {total:?}");
}
