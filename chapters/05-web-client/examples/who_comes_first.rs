//! Three pages that are asked for at once, and what happens when.
//!
//! ```sh
//! cargo run --example who_comes_first
//! ```
//!
//! The network is played by a clock that the program moves, so that what it prints is
//! the same every time. What that is, is the question of the exercise `in_order`.

use deferred::{Deferred, Outcome, defer_later, gather_results, succeed};
use reactor::Clock;
use std::time::Duration;

// ANCHOR: fetch
/// A page that takes so many seconds to come, or none if it is kept in memory.
fn fetch(clock: &Clock, path: &'static str, seconds: u64) -> Deferred<&'static str> {
    println!("asked for {path}");
    if seconds == 0 {
        return succeed(path);
    }
    defer_later(clock, Duration::from_secs(seconds), move || path)
}
// ANCHOR_END: fetch

// ANCHOR: arrived
/// Says that a page is here. The page `/old` says that it has moved to `/new`.
fn arrived(clock: &Clock, path: &'static str) -> Outcome<&'static str> {
    println!("here is {path}");
    if path == "/old" {
        let time = clock.clone();
        let moved = fetch(clock, "/new", 1);
        return Outcome::Later(moved.add_callback(move |path| arrived(&time, path)));
    }
    Outcome::Now(Ok(path))
}
// ANCHOR_END: arrived

fn main() {
    // ANCHOR: main
    let clock = Clock::new();
    let pages = [("/slow", 3), ("/kept", 0), ("/old", 1)].map(|(path, seconds)| {
        let time = clock.clone();
        fetch(&clock, path, seconds).add_callback(move |path| arrived(&time, path))
    });
    println!("three are on their way");
    gather_results(pages).add_callback(|pages| println!("all: {}", pages.join(" ")));
    println!("nothing left to do but wait");

    for second in 1..=4 {
        println!("second {second}");
        clock.advance(Duration::from_secs(1));
    }
    // ANCHOR_END: main
}
