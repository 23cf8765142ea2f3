//! # puzzle_4
//!
//! As `puzzle_3`, with an error of a type of one's own.
//!
//! Write down what the program `chain_4` prints, line by line, before you run
//! it. The page shows it; it is the file
//! chapters/03-deferred/examples/chain_4.rs.
//!
//! Read:  book/src/03-deferred/predict.md
//! Check: cargo xtask check puzzle_4

/// What `chain_4` prints. Blank lines do not count.
// TODO: the lines, one below the other.
const PREDICTION: &str = "

";

fn main() {
    println!("{}", PREDICTION.trim());
}
