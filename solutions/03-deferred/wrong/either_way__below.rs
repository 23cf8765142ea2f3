//! Two levels: the errback stands below the callback, and hears of its failures.
//!
//! The check says: one level below

use deferred::{Deferred, Failure};

fn main() {
    let text = std::env::args().nth(1).unwrap_or("12".to_string());

    let (trigger, d) = Deferred::pair();
    answer(d);
    match text.parse::<i64>() {
        Ok(number) => trigger.callback(number),
        Err(error) => trigger.errback(error),
    }
    println!("done");
}

/// Answers either way.
fn answer(number: Deferred<i64>) {
    number.add_callback(halve).add_errback(complain);
}

fn halve(number: i64) -> Result<(), Failure> {
    if number % 2 != 0 {
        return Err(format!("{number} is odd").into());
    }
    println!("half of {number} is {}", number / 2);
    Ok(())
}

fn complain(failure: Failure) {
    println!("that is no number: {failure}");
}
