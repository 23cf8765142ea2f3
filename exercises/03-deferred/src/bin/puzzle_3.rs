//! # puzzle_3
//!
//! Fired with a failure; the errback prints it and hands it on.
//!
//! Write down what the program `chain_3` prints, line by line, before you run
//! it. The page shows it; it is the file
//! chapters/03-deferred/examples/chain_3.rs.
//!
//! Read:  book/src/03-deferred/predict.md
//! Check: cargo xtask check puzzle_3

/// What `chain_3` prints. Blank lines do not count.
// TODO: the lines, one below the other.
const PREDICTION: &str = "

";

fn main() {
    println!("{}", PREDICTION.trim());
}
