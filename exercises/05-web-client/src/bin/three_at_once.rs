//! # three_at_once
//!
//! The program is given the address of a server, and some paths. It fetches all of these
//! pages, and prints a line for each, in the order in which they were named:
//!
//! ```text
//! $ cargo xtask run three_at_once 127.0.0.1:8000 /bread /salt /milk /tea
//! /bread: 304 bytes
//! /salt: 1200 bytes
//! /milk: 404 Not Found
//! /tea: 86 bytes
//! ```
//!
//! Be kind to the server: no more than three pages may be on their way at any time. As
//! soon as one of them is here, or has failed, the next one is asked for. A page that
//! fails does not take the others with it.
//!
//! Read:  book/src/05-web-client/many.md
//! Run:   cargo xtask run three_at_once 127.0.0.1:8000 / /a /b /c
//!        (a server to ask: python3 -m http.server --bind 127.0.0.1 8000)
//! Check: cargo xtask check three_at_once

use std::num::NonZeroUsize;

use deferred::Deferred;
use reactor::{Failure, Reactor};
use web_client::get_page;

const AT_ONCE: NonZeroUsize = NonZeroUsize::new(3).unwrap();

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().unwrap_or("127.0.0.1:8000".to_string());
    let paths: Vec<String> = arguments.collect();
    let urls = paths.iter().map(|path| format!("http://{server}{path}")).collect();

    let reactor = Reactor::new();
    let stop = reactor.clone();
    fetch_all(&reactor, urls)
        .add_callback(move |pages| print_all(&paths, &pages))
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// What became of each page, in the order of `urls`. No more than [`AT_ONCE`] are on
/// their way at any time.
fn fetch_all(reactor: &Reactor, urls: Vec<String>) -> Deferred<Vec<Result<Vec<u8>, Failure>>> {
    // TODO: fetch them, three at a time.
    todo!("wait for a place, and for all of them")
}

fn print_all(paths: &[String], pages: &[Result<Vec<u8>, Failure>]) {
    for (path, page) in paths.iter().zip(pages) {
        match page {
            Ok(page) => println!("{path}: {} bytes", page.len()),
            Err(failure) => println!("{path}: {failure}"),
        }
    }
}
