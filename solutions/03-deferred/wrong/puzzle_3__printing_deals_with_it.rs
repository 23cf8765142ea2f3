//! Believes that a failure that was printed is dealt with.
//!
//! The check says: What did `errback1` return

/// What `chain_3` prints.
const PREDICTION: &str = "
err 1 test
fired
collected
";

fn main() {
    println!("{}", PREDICTION.trim());
}
