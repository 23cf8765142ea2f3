//! Thinks that an errback hears of the callback beside it.
//!
//! The check says: on which level does it arrive

/// What `zigzag` prints.
const PREDICTION: &str = "
call 1 a value
err 1 from call 1
call 2 from err 1
call 3 from call 2
fired
--
err 1 a failure
call 2 from err 1
call 3 from call 2
fired
Unhandled error in Deferred: from call 3
";

fn main() {
    println!("{}", PREDICTION.trim());
}
