//! The four states of a chain: unfired, running, waiting, and resting with a result.
//!
//! Run it: `cargo run -p deferred --example where_it_stands`
//!
//! It prints one line for each time that it looks.

use deferred::{Control, Deferred};

fn main() {
    // ANCHOR: main
    let (inner_trigger, inner) = Deferred::pair();
    let (trigger, d) = Deferred::pair();
    let control = d.control();
    look("nobody has fired it", &control);

    let seen_inside = control.clone();
    let _d = d
        .add_callback(move |()| {
            look("inside a callback", &seen_inside);
            inner
        })
        .add_callback(str::len);
    look("two levels stand on it", &control);

    trigger.callback(());
    look("the callback returned a Deferred", &control);

    inner_trigger.callback("done");
    look("that one has fired", &control);
    // ANCHOR_END: main
}

// ANCHOR: look
fn look(when: &str, control: &Control) {
    if let Some(status) = control.status() {
        println!("{when}: {:?}, levels to run: {}", status.phase, status.levels);
    }
}
// ANCHOR_END: look
