//! Believes that the outermost goes first when the wait is over.
//!
//! The check says: To whom goes the result

/// What `who_waits` prints.
const PREDICTION: &str = "
middle 1: 20
middle is fired
outer 1: 30
outer is fired
outer is longer
inner 1: 10
outer 2: 31
outer 3: 64
middle 2: 11
inner is fired
";

fn main() {
    println!("{}", PREDICTION.trim());
}
