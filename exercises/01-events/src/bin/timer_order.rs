//! # timer_order
//!
//! Six timers on one loop: two have the same time, one is set by another, and one
//! of them stops the loop.
//!
//! Write down what the program `six_timers` prints, line by line, before you run
//! it. The page shows it; it is the file
//! chapters/01-events/examples/six_timers.rs.
//!
//! Read:  book/src/01-events/timers.md
//! Check: cargo xtask check timer_order

/// What `six_timers` prints. Blank lines do not count.
// TODO: the lines, one below the other.
const PREDICTION: &str = "

";

fn main() {
    println!("{}", PREDICTION.trim());
}
