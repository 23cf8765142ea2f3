//! Thinks that `errback2` deals with the failure by printing it.
//!
//! The check says: what does it return

/// What `zigzag` prints.
const PREDICTION: &str = "
call 1 a value
err 2 from call 1
call 3 from call 1
fired
Unhandled error in Deferred: from call 3
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
