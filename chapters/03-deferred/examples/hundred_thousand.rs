//! A chain of a hundred thousand levels, and a hundred thousand chains that wait for
//! one another.
//!
//! Run it: `cargo run -p deferred --example hundred_thousand`
//!
//! It prints what comes out at the end of each.

use deferred::{Deferred, succeed};

const MANY: u32 = 100_000;

fn main() {
    // ANCHOR: tall
    let (trigger, mut d) = Deferred::pair();
    for _ in 0..MANY {
        d = d.add_callback(|n: u32| n + 1);
    }
    d.add_callback(|n| println!("{n} levels ran"));
    trigger.callback(0);
    // ANCHOR_END: tall

    // ANCHOR: waiting
    let (trigger, mut d) = Deferred::pair();
    for _ in 0..MANY {
        let inner = d;
        d = succeed(()).add_callback(|()| inner).add_callback(|n: u32| n + 1);
    }
    d.add_callback(|n| println!("{n} chains waited, each for the one before"));
    trigger.callback(0);
    // ANCHOR_END: waiting
}
