//! Believes that the list does not wait for what a callback asks for.
//!
//! The check says: in the place of the page that has moved

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
all: /slow /kept /old
second 4
";

fn main() {
    println!("{}", PREDICTION.trim());
}
