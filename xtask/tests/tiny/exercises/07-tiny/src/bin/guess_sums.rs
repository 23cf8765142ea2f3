//! What does `sum_up` print?
//!
//! Check: cargo xtask check guess_sums

// TODO: its lines.
const PREDICTION: &str = "
";

fn main() {
    println!("{}", PREDICTION.trim());
}
