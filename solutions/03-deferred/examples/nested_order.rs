//! The innermost one runs first, then the one that waits for it, then the next: each
//! hands on its result. A waiting chain loses the value that its callback was handed.

/// What `who_waits` prints.
const PREDICTION: &str = "
middle 1: 20
middle is fired
outer 1: 30
outer is fired
outer is longer
inner 1: 10
middle 2: 11
outer 2: 12
outer 3: 26
inner is fired
";

fn main() {
    println!("{}", PREDICTION.trim());
}
