//! One thread: everything added up. Three threads: each for itself. One loop: A and
//! B wait while C works, and at tick 5 both could go on; B was due first.

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
C 5
B 6
A 7
";

fn main() {
    println!("{}", PREDICTION.trim());
}
