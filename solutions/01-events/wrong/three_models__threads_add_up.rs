//! Believes that threads take turns.
//!
//! The check says: a thread of its own

/// What `three_errands` prints.
const PREDICTION: &str = "
one thread
A 6
B 10
C 13
three threads
C 5
B 6
A 7
one loop
C 5
B 6
A 7
";

fn main() {
    println!("{}", PREDICTION.trim());
}
