//! The first callback: a Deferred fires, and the function that was put on it gets
//! the result.
//!
//! Run it: `cargo run -p deferred --example first_callback`
//!
//! It prints `ok`.

use deferred::Deferred;

// ANCHOR: function
fn my_callback(result: &str) {
    println!("{result}");
}
// ANCHOR_END: function

fn main() {
    // ANCHOR: main
    let (trigger, d) = Deferred::pair();
    d.add_callback(my_callback);
    trigger.callback("ok");
    // ANCHOR_END: main
}
