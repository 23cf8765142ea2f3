//! A chain to predict: three Deferreds, of which one waits for another.
//!
//! Run it: `cargo run -p deferred --example who_waits`
//!
//! What it prints is the exercise `nested_order`; so predict before you run it.

use deferred::{Deferred, succeed};

// ANCHOR: functions
/// A level that says its name and the number it is handed, and adds 1 to that.
fn level(name: &'static str) -> impl FnOnce(u32) -> u32 {
    move |number| {
        println!("{name}: {number}");
        number + 1
    }
}
// ANCHOR_END: functions

fn main() {
    // ANCHOR: main
    let (fire_inner, inner) = Deferred::pair();
    let (fire_middle, middle) = Deferred::pair();
    let (fire_outer, outer) = Deferred::pair();

    let inner = inner.add_callback(level("inner 1"));
    let middle = middle.add_callback(level("middle 1"));
    let middle = middle.add_callback(|_| inner).add_callback(level("middle 2"));
    let outer = outer.add_callback(level("outer 1"));
    let outer = outer.add_callback(|_| middle).add_callback(level("outer 2"));

    fire_middle.callback(20);
    println!("middle is fired");
    fire_outer.callback(30);
    println!("outer is fired");
    let outer = outer.add_callback(|number| succeed(number * 2));
    outer.add_callback(level("outer 3"));
    println!("outer is longer");
    fire_inner.callback(10);
    println!("inner is fired");
    // ANCHOR_END: main
}
