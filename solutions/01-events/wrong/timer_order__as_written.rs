//! Believes that timers are called in the order in which they were set.
//!
//! The check says: whatever the order

/// What `six_timers` prints.
const PREDICTION: &str = "
all set
anna
bert
clara
dora
fritz
good night
";

fn main() {
    println!("{}", PREDICTION.trim());
}
