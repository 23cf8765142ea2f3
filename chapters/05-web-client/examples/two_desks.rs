//! Four customers and two desks: a semaphore says who has to wait.
//!
//! ```sh
//! cargo run --example two_desks
//! ```
//!
//! A clock plays the time, so that the program takes none. It prints when each of them
//! comes to a desk, and when each of them leaves it.

use deferred::{Deferred, DeferredSemaphore, defer_later, gather_results};
use reactor::{Clock, Time};
use std::num::NonZeroUsize;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

// ANCHOR: main
const DESKS: NonZeroUsize = NonZeroUsize::new(2).unwrap();

fn main() {
    let clock = Clock::new();
    let desks = DeferredSemaphore::new(DESKS);
    let customers = [("Ada", 4), ("Bela", 1), ("Cara", 2), ("Dan", 1)];
    let served = customers.map(|(name, minutes)| {
        let clock = clock.clone();
        desks.run(move || serve(&clock, name, minutes))
    });
    gather_results(served).add_callback(|names| println!("all: {}", names.join(", ")));
    println!("everybody is here");
    clock.pump([MINUTE; 5]);
}

fn serve(clock: &Clock, name: &'static str, minutes: u32) -> Deferred<&'static str> {
    say(clock, &format!("{name} comes to a desk"));
    let time = clock.clone();
    defer_later(clock, minutes * MINUTE, move || {
        say(&time, &format!("{name} leaves"));
        name
    })
}
// ANCHOR_END: main

fn say(clock: &Clock, what: &str) {
    println!("minute {}: {what}", clock.seconds().as_secs() / 60);
}
