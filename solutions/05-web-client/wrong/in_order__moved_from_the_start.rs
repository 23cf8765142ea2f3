//! Believes that a page which has moved takes its time from the start.
//!
//! The check says: one second from the moment

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
here is /new
second 2
second 3
here is /slow
all: /slow /kept /new
second 4
";

fn main() {
    println!("{}", PREDICTION.trim());
}
