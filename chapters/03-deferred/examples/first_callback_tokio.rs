//! The first callback in plain tokio: a channel that carries one value.
//!
//! Run it: `cargo run -p deferred --example first_callback_tokio`. It prints
//! `heard: hello` after everything else, since sending only wakes the task.

use tokio::sync::oneshot;

// ANCHOR: all
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, receiver) = oneshot::channel();
    let listener = tokio::spawn(async {
        if let Ok(word) = receiver.await {
            println!("heard: {word}");
        }
    });
    println!("nobody has spoken yet");
    let _ = sender.send("hello");
    println!("all is said");
    let _ = listener.await;
}
// ANCHOR_END: all
