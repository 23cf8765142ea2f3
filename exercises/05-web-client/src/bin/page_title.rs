//! # page_title
//!
//! What a page is called stands between `<title>` and `</title>`. The program fetches
//! the page at `/` of the server whose address is its argument, prints
//!
//! ```text
//! title: News of the harbour
//! ```
//!
//! and ends. Line breaks and spaces inside a title count as one space each row of them,
//! and those around it do not count: that is how a browser shows it. The tags may be
//! spelt in large letters. Of several titles the first counts. A page without a title,
//! or with one that is never closed, gives the line `no title`.
//!
//! Read:  book/src/05-web-client/pages.md
//! Run:   cargo xtask run page_title 127.0.0.1:8000
//!        (a server to ask: python3 -m http.server --bind 127.0.0.1 8000)
//! Check: cargo xtask check page_title

use reactor::{Failure, Reactor};
use web_client::get_page;

fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let url = format!("http://{server}/");

    let reactor = Reactor::new();
    let stop = reactor.clone();
    // TODO: fetch the page, print its title, and stop the reactor.
    let _ = (url, stop);
    reactor.run()
}

/// What stands between the first `<title>` and the `</title>` behind it.
fn title(page: &str) -> Option<String> {
    // TODO
    todo!("find the title")
}
