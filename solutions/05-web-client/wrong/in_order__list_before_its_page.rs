//! Believes that the list fires before the last page is told of.
//!
//! The check says: Which callback is the first

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
all: /slow /kept /new
here is /slow
second 4
";

fn main() {
    println!("{}", PREDICTION.trim());
}
