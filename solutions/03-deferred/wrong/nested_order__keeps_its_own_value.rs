//! Believes that a chain goes on with its own value after the wait.
//!
//! The check says: With whose result

/// What `who_waits` prints.
const PREDICTION: &str = "
middle 1: 20
middle is fired
outer 1: 30
outer is fired
outer is longer
inner 1: 10
middle 2: 21
outer 2: 31
outer 3: 64
inner is fired
";

fn main() {
    println!("{}", PREDICTION.trim());
}
