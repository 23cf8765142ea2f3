//! An error that nobody handles in plain tokio: the task returns it, and nobody
//! looks.
//!
//! Run it: `cargo run -p deferred --example unhandled_tokio`
//!
//! It prints how two tasks fail: the first in silence, the second is asked.

use std::io;

use tokio::task::yield_now;

// ANCHOR: all
async fn fail(name: &str) -> io::Result<()> {
    println!("{name} fails");
    yield_now().await;
    Err(io::Error::other("nobody listens"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let first = tokio::spawn(fail("the first"));
    drop(first);

    let second = tokio::spawn(fail("the second"));
    match second.await {
        Ok(Ok(())) => println!("all is well"),
        Ok(Err(error)) => println!("handled: {error}"),
        Err(panic) => println!("it panicked: {panic}"),
    }
}
// ANCHOR_END: all
