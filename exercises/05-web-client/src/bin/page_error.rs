//! # page_error
//!
//! A baker has a page that is nothing but a number: how many loaves are left. The
//! program asks for `/loaves` at the address that is its argument, and prints one line:
//!
//! ```text
//! 7 loaves                              the page is a number
//! the page is no number                 it is something else
//! there is no such page                 the status is 404
//! the baker says 503 Back on Monday     another status that means no, in his words
//! nobody listens there                  the connection was refused
//! there is no such house                the name of the host leads to no address
//! something else: …                     any other failure, with its message
//! ```
//!
//! Then it ends, whatever has happened. Ask a failure for its type: its message is made
//! for people, and may have another text tomorrow.
//!
//! Read:  book/src/05-web-client/pages.md
//! Run:   cargo xtask run page_error 127.0.0.1:8000
//!        (nobody listens there, if you start nobody; `nobody.invalid` is no house)
//! Check: cargo xtask check page_error

use std::num::ParseIntError;

use reactor::{ConnectionRefused, DnsLookupFailed, Failure, Reactor};
use web_client::{StatusCode, StatusError, get_page};

fn main() -> Result<(), Failure> {
    let baker = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let url = format!("http://{baker}/loaves");

    let reactor = Reactor::new();
    let stop = reactor.clone();
    // TODO: count the loaves, print the line, and stop the reactor in any case.
    let _page = get_page(&reactor, &url);
    let _ = stop;
    reactor.run()
}

fn count(page: Vec<u8>) -> Result<u64, Failure> {
    Ok(String::from_utf8_lossy(&page).trim().parse()?)
}

/// The line for a failure.
fn in_words(failure: &Failure) -> String {
    // TODO: ask it for its type, one after the other.
    todo!("find the words")
}
