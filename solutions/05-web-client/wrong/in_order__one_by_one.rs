//! Believes that the next page is asked for when the one before has come.
//!
//! The check says: Does `fetch` wait

/// What `who_comes_first` prints.
const PREDICTION: &str = "
asked for /slow
second 1
second 2
second 3
here is /slow
asked for /kept
here is /kept
asked for /old
second 4
";

fn main() {
    println!("{}", PREDICTION.trim());
}
