//! An errback that returns a plain value brings the chain back to the callback rail.
//! A number passes it by.

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
    number.add_errback(|failure| {
        println!("{failure}, so one will do");
        1
    })
}

fn plant(trees: u32) {
    println!("planting {trees}");
}
