//! The type of the error changes nothing on the rails; it prints as its own message.

/// What `chain_4` prints.
const PREDICTION: &str = "
err 1 test
fired
Unhandled error in Deferred: test
collected
";

fn main() {
    println!("{}", PREDICTION.trim());
}
