//! Believes that a failure is reported even if an errback took it.
//!
//! The check says: what `errback3` returned

/// What `chain_2` prints.
const PREDICTION: &str = "
call 1 test
call 2 test
err 3 call 3
fired
Unhandled error in Deferred: call 3
collected
";

fn main() {
    println!("{}", PREDICTION.trim());
}
