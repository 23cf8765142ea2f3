//! # nested_order
//!
//! Three Deferreds. One waits for another, which waits for the third.
//!
//! Write down what the program `who_waits` prints, line by line, before you run
//! it. The page shows it; it is the file
//! chapters/03-deferred/examples/who_waits.rs.
//!
//! Read:  book/src/03-deferred/waiting.md
//! Check: cargo xtask check nested_order

/// What `who_waits` prints. Blank lines do not count.
// TODO: the lines, one below the other.
const PREDICTION: &str = "

";

fn main() {
    println!("{}", PREDICTION.trim());
}
