//! Lets A go on before B, because it began before B.
//!
//! The check says: Whose timer was due first

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
A 6
B 7
";

fn main() {
    println!("{}", PREDICTION.trim());
}
