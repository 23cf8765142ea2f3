//! Believes that on a loop everybody works at once.
//!
//! The check says: is not interrupted

/// What `three_errands` prints.
const PREDICTION: &str = "
one thread
A 6
B 10
C 13
three threads
C 3
B 4
A 6
one loop
C 3
B 4
A 6
";

fn main() {
    println!("{}", PREDICTION.trim());
}
