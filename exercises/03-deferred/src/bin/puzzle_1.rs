//! # puzzle_1
//!
//! Three callbacks on the chain; the third one fails.
//!
//! Write down what the program `chain_1` prints, line by line, before you run
//! it. The page shows it; it is the file
//! chapters/03-deferred/examples/chain_1.rs.
//!
//! Read:  book/src/03-deferred/predict.md
//! Check: cargo xtask check puzzle_1

/// What `chain_1` prints. Blank lines do not count.
// TODO: the lines, one below the other.
const PREDICTION: &str = "

";

fn main() {
    println!("{}", PREDICTION.trim());
}
