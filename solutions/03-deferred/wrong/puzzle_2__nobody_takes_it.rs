//! Believes that the errback does not see the failure of the level above it.
//!
//! The check says: one level above

/// What `chain_2` prints.
const PREDICTION: &str = "
call 1 test
call 2 test
fired
Unhandled error in Deferred: call 3
collected
";

fn main() {
    println!("{}", PREDICTION.trim());
}
