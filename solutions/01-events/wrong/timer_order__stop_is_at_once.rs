//! Believes that `stop` ends the turn in the middle.
//!
//! The check says: not in the middle

/// What `six_timers` prints.
const PREDICTION: &str = "
all set
fritz
bert
anna
dora
good night
";

fn main() {
    println!("{}", PREDICTION.trim());
}
