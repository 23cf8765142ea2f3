//! Nobody takes the failure of `callback3`. It is left over, and reported when the
//! Deferred goes, not when it fires.

/// What `chain_1` prints.
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
