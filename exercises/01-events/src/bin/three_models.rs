//! # three_models
//!
//! Three errands: some work, and between the work somebody has to be waited for.
//! When is each of them done if one thread does them one by one, with a thread for
//! each, and on one loop?
//!
//! Write down what the program `three_errands` prints, line by line, before you run
//! it. The page shows its tasks; it is the file
//! chapters/01-events/examples/three_errands.rs.
//!
//! Read:  book/src/01-events/three-models.md
//! Check: cargo xtask check three_models

/// What `three_errands` prints. Blank lines do not count.
// TODO: the lines, one below the other.
const PREDICTION: &str = "

";

fn main() {
    println!("{}", PREDICTION.trim());
}
