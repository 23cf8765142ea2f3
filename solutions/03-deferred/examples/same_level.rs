//! What a function returns is for the next level, on the rail that it belongs to. The
//! last failure finds no errback below it.

/// What `zigzag` prints.
const PREDICTION: &str = "
call 1 a value
err 2 from call 1
err 3 from call 1
show from err 3
fired
--
err 1 a failure
call 2 from err 1
call 3 from call 2
fired
Unhandled error in Deferred: from call 3
";

fn main() {
    println!("{}", PREDICTION.trim());
}
