//! `clara` is due with `anna` and `dora`, but is younger. `stop` ends the loop after
//! the turn, so she is still called; `emil` waits for a turn that never comes.

/// What `six_timers` prints.
const PREDICTION: &str = "
all set
fritz
bert
anna
dora
clara
good night
";

fn main() {
    println!("{}", PREDICTION.trim());
}
