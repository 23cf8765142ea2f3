//! To cancel in plain tokio: a future that is dropped, and what is inside it goes too.
//!
//! Run it: `cargo run -p deferred --example change_your_mind_tokio`. A task is aborted,
//! then a future loses a race; the cook stops in both cases.

use std::future::{pending, ready};

// ANCHOR: cook
/// What there is to stop when nobody wants the soup.
struct Stove;

impl Drop for Stove {
    fn drop(&mut self) {
        println!("  the cook stops");
    }
}

async fn cook() -> &'static str {
    let _stove = Stove;
    pending().await // it will take long
}

async fn eat() {
    println!("  eats bread and waits");
    let soup = cook().await;
    println!("  eats {soup}");
}
// ANCHOR_END: cook

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("a task is aborted:");
    let guest = tokio::spawn(eat());
    tokio::task::yield_now().await; // to the guest
    guest.abort();
    let ended = guest.await;
    println!("  cancelled: {}", ended.is_err_and(|error| error.is_cancelled()));

    println!("a future loses a race:");
    tokio::select! {
        biased;
        () = eat() => {}
        friend = ready("a friend") => println!("  goes home with {friend}"),
    }
}
// ANCHOR_END: main
