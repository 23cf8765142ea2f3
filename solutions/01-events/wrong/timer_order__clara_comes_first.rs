//! Counts from the line that was called last, and forgets the ages.
//!
//! The check says: in the heap longest

/// What `six_timers` prints.
const PREDICTION: &str = "
all set
fritz
bert
clara
anna
dora
good night
";

fn main() {
    println!("{}", PREDICTION.trim());
}
