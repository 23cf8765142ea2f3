//! Believes that the list has the order in which the pages came.
//!
//! The check says: whose order

/// What `who_comes_first` prints.
const PREDICTION: &str = "
asked for /slow
asked for /kept
here is /kept
asked for /old
three are on their way
nothing left to do but wait
second 1
here is /old
asked for /new
second 2
here is /new
second 3
here is /slow
all: /kept /new /slow
second 4
";

fn main() {
    println!("{}", PREDICTION.trim());
}
