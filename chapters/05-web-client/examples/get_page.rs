//! Fetches a page, and prints it.
//!
//! ```sh
//! cargo run --example get_page                       # a page of a shop of its own
//! cargo run --example get_page -- /old               # another one: /news, /nothing
//! cargo run --example get_page -- http://example.com # a page from the world
//! ```
//!
//! It prints the page, or what went wrong. The same on hyper alone is
//! `get_page_tokio`.

mod peer;

use reactor::{Failure, Reactor};
use web_client::get_page;

// ANCHOR: functions
fn print_page(page: Vec<u8>) {
    println!("{}", String::from_utf8_lossy(&page));
}

fn print_err(failure: Failure) {
    println!("{failure}");
}
// ANCHOR_END: functions

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "/".into());
    let reactor = Reactor::new();
    let url = peer::find(&reactor, &address)?;

    // ANCHOR: get
    let stop = reactor.clone();
    let page = get_page(&reactor, &url);
    page.add_callbacks(print_page, print_err).add_both(move |_| stop.stop());
    reactor.run()
    // ANCHOR_END: get
}
