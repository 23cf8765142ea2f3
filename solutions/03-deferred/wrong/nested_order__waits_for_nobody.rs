//! Believes that a chain goes on although its callback returned a Deferred.
//!
//! The check says: Has it a result yet

/// What `who_waits` prints.
const PREDICTION: &str = "
middle 1: 20
middle 2: 21
middle is fired
outer 1: 30
outer 2: 31
outer is fired
outer 3: 64
outer is longer
inner 1: 10
inner is fired
";

fn main() {
    println!("{}", PREDICTION.trim());
}
