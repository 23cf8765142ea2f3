//! Believes that what is kept comes in a turn of the loop, too.
//!
//! The check says: is here already

/// What `who_comes_first` prints.
const PREDICTION: &str = "
asked for /slow
asked for /kept
asked for /old
three are on their way
nothing left to do but wait
second 1
here is /kept
here is /old
asked for /new
second 2
here is /new
second 3
here is /slow
all: /slow /kept /new
second 4
";

fn main() {
    println!("{}", PREDICTION.trim());
}
