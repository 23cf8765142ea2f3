//! Believes that a failure nobody takes ends the program.
//!
//! The check says: Nobody has stopped

/// What `chain_1` prints.
const PREDICTION: &str = "
call 1 test
call 2 test
Unhandled error in Deferred: call 3
";

fn main() {
    println!("{}", PREDICTION.trim());
}
