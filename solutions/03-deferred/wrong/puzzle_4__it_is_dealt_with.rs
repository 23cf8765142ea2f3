//! Believes that an error of one's own is dealt with when it is printed.
//!
//! The check says: What did `errback1` return

/// What `chain_4` prints.
const PREDICTION: &str = "
err 1 test
fired
collected
";

fn main() {
    println!("{}", PREDICTION.trim());
}
