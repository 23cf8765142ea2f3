//! `errback3` takes the failure and returns a plain value: nothing is left over.

/// What `chain_2` prints.
const PREDICTION: &str = "
call 1 test
call 2 test
err 3 call 3
fired
collected
";

fn main() {
    println!("{}", PREDICTION.trim());
}
