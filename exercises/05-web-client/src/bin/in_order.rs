//! # in_order
//!
//! Three pages that are asked for at once. One is slow, one is kept in memory, and one
//! has moved.
//!
//! Write down what the program `who_comes_first` prints, line by line, before you run
//! it. The page shows it; it is the file
//! chapters/05-web-client/examples/who_comes_first.rs.
//!
//! Read:  book/src/05-web-client/many.md
//! Check: cargo xtask check in_order

/// What `who_comes_first` prints. Blank lines do not count.
// TODO: the lines, one below the other.
const PREDICTION: &str = "

";

fn main() {
    println!("{}", PREDICTION.trim());
}
