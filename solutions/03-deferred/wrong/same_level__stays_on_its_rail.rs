//! Thinks that what began with a failure stays on the errback rail.
//!
//! The check says: which rail does that belong to

/// What `zigzag` prints.
const PREDICTION: &str = "
call 1 a value
err 2 from call 1
err 3 from call 1
show from err 3
fired
--
err 1 a failure
err 2 from err 1
err 3 from err 1
show from err 3
fired
";

fn main() {
    println!("{}", PREDICTION.trim());
}
