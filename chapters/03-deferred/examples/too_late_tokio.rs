//! `too_late` in plain tokio: a future that is dropped when the time is over.
//!
//! Run it: `cargo run -p deferred --example too_late_tokio`. It prints what `too_late`
//! prints; and the second answer is sent when the time *is* over, so that it is late on
//! the slowest machine.

use std::time::Duration;

use tokio::sync::oneshot::{self, Receiver};
use tokio::time::timeout;

// ANCHOR: listen
const PATIENCE: Duration = Duration::from_millis(50);

async fn listen(answer: Receiver<u32>) {
    match timeout(PATIENCE, answer).await {
        Ok(Ok(number)) => println!("the answer is {number}"),
        Ok(Err(_)) => println!("no answer: the sender is gone"),
        Err(_) => println!("no answer: Timed out after {PATIENCE:?}."),
    }
}
// ANCHOR_END: listen

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (speak, answer) = oneshot::channel();
    let _ = speak.send(42);
    listen(answer).await;

    let (speak, answer) = oneshot::channel();
    listen(answer).await;
    if speak.send(43).is_err() {
        println!("the second answer came, and nobody heard it");
    }
}
// ANCHOR_END: main
