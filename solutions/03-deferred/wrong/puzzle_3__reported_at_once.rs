//! Believes that the failure is reported when the Deferred fires.
//!
//! The check says: still there to be added to

/// What `chain_3` prints.
const PREDICTION: &str = "
err 1 test
Unhandled error in Deferred: test
fired
collected
";

fn main() {
    println!("{}", PREDICTION.trim());
}
