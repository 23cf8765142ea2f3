//! Believes that the error prints as its type.
//!
//! The check says: the error's own message

/// What `chain_4` prints.
const PREDICTION: &str = "
err 1 MyErr: test
fired
Unhandled error in Deferred: MyErr: test
collected
";

fn main() {
    println!("{}", PREDICTION.trim());
}
