//! `errback1` prints the failure and hands it on: printing does not deal with it.

/// What `chain_3` prints.
const PREDICTION: &str = "
err 1 test
fired
Unhandled error in Deferred: test
collected
";

fn main() {
    println!("{}", PREDICTION.trim());
}
