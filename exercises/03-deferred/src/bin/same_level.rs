//! # same_level
//!
//! Three levels with a function on each rail, fired with a value, and then, on a
//! new chain, with a failure.
//!
//! Write down what the program `zigzag` prints, line by line, before you run it.
//! The page shows it; it is the file chapters/03-deferred/examples/zigzag.rs.
//!
//! Read:  book/src/03-deferred/passing-on.md
//! Check: cargo xtask check same_level

/// What `zigzag` prints. Blank lines do not count.
// TODO: the lines, one below the other.
const PREDICTION: &str = "

";

fn main() {
    println!("{}", PREDICTION.trim());
}
