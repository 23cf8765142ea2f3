//! Takes a number for a failure, too.
//!
//! The check says: a number passes by

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
    number.add_both(|number| {
        if let Err(failure) = number {
            println!("{failure}, so one will do");
        }
        1
    })
}

fn plant(trees: u32) {
    println!("planting {trees}");
}
