//! # puzzle_2
//!
//! The chain of `puzzle_1`, with an errback at its end.
//!
//! Write down what the program `chain_2` prints, line by line, before you run
//! it. The page shows it; it is the file
//! chapters/03-deferred/examples/chain_2.rs.
//!
//! Read:  book/src/03-deferred/predict.md
//! Check: cargo xtask check puzzle_2

/// What `chain_2` prints. Blank lines do not count.
// TODO: the lines, one below the other.
const PREDICTION: &str = "

";

fn main() {
    println!("{}", PREDICTION.trim());
}
