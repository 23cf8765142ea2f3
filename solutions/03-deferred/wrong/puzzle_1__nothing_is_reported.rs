//! Believes that a failure nobody takes is lost.
//!
//! The check says: is left over

/// What `chain_1` prints.
const PREDICTION: &str = "
call 1 test
call 2 test
fired
collected
";

fn main() {
    println!("{}", PREDICTION.trim());
}
