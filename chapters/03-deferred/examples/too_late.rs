//! A timeout: an answer that comes in time, and one that does not.
//!
//! Run it: `cargo run -p deferred --example too_late`. The clock is a virtual one.

use std::time::Duration;

use deferred::Deferred;
use reactor::Clock;

// ANCHOR: listen
const PATIENCE: Duration = Duration::from_millis(50);

fn listen(answer: Deferred<u32>, clock: &Clock) {
    answer.add_timeout(PATIENCE, clock).add_callbacks(
        |number| println!("the answer is {number}"),
        |failure| println!("no answer: {failure}"),
    );
}
// ANCHOR_END: listen

fn main() {
    // ANCHOR: main
    let clock = Clock::new();

    let (speak, answer) = Deferred::pair();
    listen(answer, &clock);
    clock.advance(Duration::from_millis(40));
    speak.callback(42);

    let (speak, answer) = Deferred::pair();
    listen(answer, &clock);
    clock.advance(Duration::from_millis(60));
    speak.callback(43);
    println!("the second answer came, and nobody heard it");
    // ANCHOR_END: main
}
