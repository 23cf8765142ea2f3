//! Believes that one thread need not wait while an errand does.
//!
//! The check says: waits when the errand waits

/// What `three_errands` prints.
const PREDICTION: &str = "
one thread
A 2
B 4
C 7
three threads
C 3
B 4
A 6
one loop
C 5
B 6
A 7
";

fn main() {
    println!("{}", PREDICTION.trim());
}
