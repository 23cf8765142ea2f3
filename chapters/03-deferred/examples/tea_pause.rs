//! A pause in the middle of a chain: a callback that returns `defer_later`.
//!
//! Run it: `cargo run -p deferred --example tea_pause`. The clock is a virtual one, so
//! nobody waits for three minutes.

use std::time::Duration;

use deferred::{defer_later, succeed};
use reactor::Clock;

fn main() {
    // ANCHOR: main
    let clock = Clock::new();
    let time = clock.clone();
    succeed("water")
        .add_callback(move |water| {
            println!("the {water} is poured");
            defer_later(&time, Duration::from_secs(180), || "tea")
        })
        .add_callback(|tea| println!("the {tea} is ready"));

    println!("there is time to read");
    clock.advance(Duration::from_secs(180));
    // ANCHOR_END: main
}
