//! Believes that those who wait run when the one who fired is done.
//!
//! The check says: Before `callback` returns

/// What `who_waits` prints.
const PREDICTION: &str = "
middle 1: 20
middle is fired
outer 1: 30
outer is fired
outer is longer
inner 1: 10
inner is fired
middle 2: 11
outer 2: 12
outer 3: 26
";

fn main() {
    println!("{}", PREDICTION.trim());
}
