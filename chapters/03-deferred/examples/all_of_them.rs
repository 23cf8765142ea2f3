//! Many results, and one Deferred that has them all.
//!
//! Run it: `cargo run -p deferred --example all_of_them`. The three answer in any
//! order; the list is in the order in which they were asked.

use deferred::{Deferred, gather_results};

fn main() {
    // ANCHOR: main
    let (ann_says, ann) = Deferred::pair();
    let (ben_says, ben) = Deferred::pair();
    let (cleo_says, cleo) = Deferred::pair();

    gather_results([ann, ben, cleo])
        .add_callback(|answers: Vec<&str>| println!("all: {}", answers.join(", ")));

    println!("cleo answers");
    cleo_says.callback("red");
    println!("ann answers");
    ann_says.callback("green");
    println!("ben answers");
    ben_says.callback("blue");
    // ANCHOR_END: main
}
