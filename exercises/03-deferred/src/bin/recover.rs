//! # recover
//!
//! A text says how many trees to plant. Where it is no number, say so and plant
//! one tree:
//!
//! ```text
//! twelve: invalid digit found in string, so one will do
//! planting 1
//! ```
//!
//! `parse` and `plant` are there. Between them you need a level that turns a
//! failure into a value, and lets a value pass.
//!
//! Read:  book/src/03-deferred/mistakes.md
//! Run:   cargo xtask run recover twelve
//! Check: cargo xtask check recover

use deferred::{Deferred, Failure};

fn main() {
    let text = std::env::args().nth(1).unwrap_or("twelve".to_string());

    let (trigger, d) = Deferred::pair();
    one_at_least(d.add_callback(parse)).add_callback(plant);
    trigger.callback(text);
}

fn parse(text: String) -> Result<u32, Failure> {
    text.parse::<u32>().map_err(|error| format!("{text}: {error}").into())
}

/// The number as it is; or one, and a line that says why.
fn one_at_least(number: Deferred<u32>) -> Deferred<u32> {
    // TODO: print `MESSAGE, so one will do`, and go on with 1.
    todo!("bring the chain back to the callback rail")
}

fn plant(trees: u32) {
    println!("planting {trees}");
}
