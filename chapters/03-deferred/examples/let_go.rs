//! What awaits a Deferred is dropped; and what it awaits can never come.
//!
//! Run it: `cargo run -p deferred --example let_go`
//!
//! It prints `left without soup`, after the kitchen has stopped, and then that a
//! trigger was dropped without firing.

use deferred::{Deferred, Failure};
use reactor::Reactor;

// ANCHOR: drop
/// A guest waits for the soup, or for a friend to call.
async fn guest(soup: Deferred<&'static str>, friend: Deferred<()>) -> Result<(), Failure> {
    let what = tokio::select! {
        soup = soup.into_future() => soup?,
        _ = friend.into_future() => "left without soup",
    };
    println!("{what}");
    Ok(())
}
// ANCHOR_END: drop

// ANCHOR: main
async fn evening() -> Result<(), Failure> {
    let (_cook, soup) = Deferred::with_canceller(|_| println!("the kitchen stops"));
    let (friend, call) = Deferred::pair();
    friend.callback(());
    guest(soup, call).await?;

    let (waiter, bill) = Deferred::<u32>::pair();
    drop(waiter);
    println!("to pay: {}", bill.await?);
    Ok(())
}

fn main() -> Result<(), Failure> {
    let reactor = Reactor::new();
    let stop = reactor.clone();
    Deferred::from_future(&reactor, evening())
        .add_errback(|failure| println!("{failure}"))
        .add_callback(move |()| stop.stop());
    reactor.run()
}
// ANCHOR_END: main
