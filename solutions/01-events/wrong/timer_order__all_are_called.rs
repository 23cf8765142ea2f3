//! Believes that a loop ends when all its timers have been called.
//!
//! The check says: The loop was told to stop

/// What `six_timers` prints.
const PREDICTION: &str = "
all set
fritz
bert
anna
dora
clara
emil
good night
";

fn main() {
    println!("{}", PREDICTION.trim());
}
