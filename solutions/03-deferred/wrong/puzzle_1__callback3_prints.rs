//! Believes that `callback3` prints.
//!
//! The check says: what does it do instead

/// What `chain_1` prints.
const PREDICTION: &str = "
call 1 test
call 2 test
call 3
fired
collected
";

fn main() {
    println!("{}", PREDICTION.trim());
}
