//! A callback that returns a Deferred: the chain stands still until that one has
//! its result.
//!
//! Run it: `cargo run -p deferred --example wait_inside`. An order comes, the price
//! is asked for, and the bill is written when the price is known.

use deferred::Deferred;

fn main() {
    // ANCHOR: main
    let (order_comes, order) = Deferred::pair();
    let (price_comes, price) = Deferred::pair();

    order
        .add_callback(move |pieces: u32| {
            println!("{pieces} pieces are ordered");
            price.add_callback(move |price: u32| pieces * price)
        })
        .add_callback(|total| println!("to pay: {total}"));

    order_comes.callback(3);
    println!("the loop serves others");
    price_comes.callback(14);
    // ANCHOR_END: main
}
