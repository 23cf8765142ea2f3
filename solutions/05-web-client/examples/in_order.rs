//! To ask is one thing, and to hear is another: nothing comes before the loop turns but
//! what is here already. The list has the order of the asking, and waits for the page
//! that a callback has asked for in addition.

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
all: /slow /kept /new
second 4
";

fn main() {
    println!("{}", PREDICTION.trim());
}
