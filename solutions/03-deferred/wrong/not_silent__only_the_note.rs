//! Handles the note, and leaves the order to the end of the evening.
//!
//! The check says: who keeps it

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
    d.add_callback(write_down).add_errback(complain);
    trigger.callback(dish);
}

fn write_down(dish: String) -> Result<(), Failure> {
    match dish.as_str() {
        "soup" => Err(format!("{dish} is not in the book").into()),
        _ => Ok(()),
    }
}

fn complain(failure: Failure) {
    println!("complaint: {failure}");
}
