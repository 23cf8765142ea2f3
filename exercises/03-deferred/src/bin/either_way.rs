//! # either_way
//!
//! The Deferred is fired with a number, or with the error that there is none.
//! `halve` is for the number, `complain` for the error. Put both on the *same*
//! level.
//!
//! `halve` fails when a number is odd. That is not what `complain` is for: it
//! must not hear of it. (The failure is left over, and our Deferred says so.)
//!
//! Read:  book/src/03-deferred/two-rails.md
//! Run:   cargo xtask run either_way 12     (and: seven, 7)
//! Check: cargo xtask check either_way

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
    // TODO: `halve` and `complain`, on one level.
    todo!("add both functions")
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
