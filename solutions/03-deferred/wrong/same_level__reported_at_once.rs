//! Thinks that the failure is reported as soon as it reaches the end.
//!
//! The check says: Who still holds the Deferred

/// What `zigzag` prints.
const PREDICTION: &str = "
call 1 a value
err 2 from call 1
err 3 from call 1
show from err 3
fired
--
err 1 a failure
call 2 from err 1
call 3 from call 2
Unhandled error in Deferred: from call 3
fired
";

fn main() {
    println!("{}", PREDICTION.trim());
}
