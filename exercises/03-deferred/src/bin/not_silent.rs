//! # not_silent
//!
//! A kitchen. The dishes that are ordered are cooked, served, and noted down in a
//! book. Three things can go wrong; each is to be told when it happens, and nothing
//! may be left to the report of unhandled errors:
//!
//! ```text
//! $ cargo xtask run not_silent fish "" pancake
//! served: fish
//! nobody said what, so there is soup
//! complaint: soup is not in the book
//! served: soup
//! complaint: the pancake fell on the floor
//! the kitchen closes, orders: 3, failures left over: 0
//! ```
//!
//! The program compiles, and the cook never learns why his guests do not come back.
//! There are two failures that nobody handles. Find both, and complain.
//!
//! Read:  book/src/03-deferred/unhandled.md
//! Run:   cargo xtask run not_silent fish "" pancake
//! Check: cargo xtask check not_silent

use deferred::{Deferred, Failure, Phase};

fn main() {
    let mut evening = Vec::new();
    for dish in std::env::args().skip(1) {
        let (trigger, d) = Deferred::pair();
        evening.push(order(d));
        trigger.callback(dish);
    }
    let left_over = evening.iter().filter(|d| d.status().phase == Phase::Failed).count();
    println!("the kitchen closes, orders: {}, failures left over: {left_over}", evening.len());
}

// TODO: two chains end with a level that may fail. Which two?

/// From what was ordered to what is on the table.
fn order(dish: Deferred<String>) -> Deferred<()> {
    dish.add_callback(cook).add_errback(soup).add_callback(serve)
}

fn cook(dish: String) -> Result<String, Failure> {
    if dish.is_empty() {
        return Err("nobody said what".into());
    }
    Ok(dish)
}

fn soup(failure: Failure) -> String {
    println!("{failure}, so there is soup");
    "soup".to_string()
}

fn serve(dish: String) -> Result<(), Failure> {
    if dish == "pancake" {
        return Err(format!("the {dish} fell on the floor").into());
    }
    note(dish.clone());
    println!("served: {dish}");
    Ok(())
}

/// Notes down what is served.
fn note(dish: String) {
    let (trigger, d) = Deferred::pair();
    d.add_callback(write_down);
    trigger.callback(dish);
}

fn write_down(dish: String) -> Result<(), Failure> {
    match dish.as_str() {
        "soup" => Err(format!("{dish} is not in the book").into()),
        _ => Ok(()),
    }
}
