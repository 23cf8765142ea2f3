//! To cancel a Deferred: with a canceller, without one, and while it waits.
//!
//! Run it: `cargo run -p deferred --example change_your_mind`. Three guests order
//! soup, and none of them gets any.

use deferred::{Deferred, succeed};

/// What each guest does with the soup, or without it.
fn eat(soup: Deferred<&'static str>) -> Deferred<()> {
    let eaten = soup.add_callback(|soup| println!("  eats {soup}"));
    eaten.add_errback(|failure| println!("  goes home: {failure}"))
}

fn main() {
    // ANCHOR: with
    println!("with a canceller:");
    let (serve, soup) = Deferred::with_canceller(|_serve| println!("  the cook stops"));
    let guest = eat(soup);
    guest.cancel();
    drop(serve); // the cook has stopped: nobody will fire it
    // ANCHOR_END: with

    // ANCHOR: without
    println!("without a canceller:");
    let (serve, soup) = Deferred::pair();
    let guest = eat(soup);
    guest.cancel();
    serve.callback("pea soup"); // the cook knows of nothing, and serves
    println!("  the soup is thrown away");
    // ANCHOR_END: without

    // ANCHOR: waiting
    println!("while it waits:");
    let (_serve, soup) = Deferred::with_canceller(|_serve| println!("  the cook stops"));
    let guest = eat(succeed("bread").add_callback(move |bread| {
        println!("  eats {bread} and waits");
        soup
    }));
    guest.cancel();
    // ANCHOR_END: waiting
}
