//! # event_order
//!
//! Two clients come, say something in pieces, and go; nobody waits for anybody.
//!
//! Write down what the program `two_clients` prints, line by line, before you run
//! it. The page shows it; it is the file
//! chapters/02-reactor/examples/two_clients.rs.
//!
//! Read:  book/src/02-reactor/events-in-order.md
//! Check: cargo xtask check event_order

/// What `two_clients` prints. Blank lines do not count.
// TODO: the lines, one below the other.
const PREDICTION: &str = "

";

fn main() {
    println!("{}", PREDICTION.trim());
}
