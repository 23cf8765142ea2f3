//! # content_type
//!
//! What a page is made of stands in the header `Content-Type`: a type, and behind it, if
//! the page is text, in which charset it is written.
//!
//! ```text
//! Content-Type: text/html; charset=utf-8
//! ```
//!
//! The program asks the server whose address is its argument for `/`, prints one line,
//! and ends:
//!
//! ```text
//! text/html in utf-8
//! image/png without charset
//! no type
//! ```
//!
//! The type and the charset are printed in small letters, however the server spells
//! them. Parameters stand behind semicolons in any order, with or without spaces;
//! `charset` is one of them, spelt in any way, and its value may stand in quotes. What
//! else stands there does not matter, be it a parameter or none. An empty header says
//! no more than a missing one. The body is not needed, and not waited for: it may be
//! very long.
//!
//! Read:  book/src/05-web-client/headers.md
//! Run:   cargo xtask run content_type 127.0.0.1:8000
//!        (a server to ask: python3 -m http.server --bind 127.0.0.1 8000)
//! Check: cargo xtask check content_type

use reactor::{Failure, Reactor};
use web_client::{Agent, Fetch, Response};

fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());

    let reactor = Reactor::new();
    let stop = reactor.clone();
    Agent::new(&reactor)
        .get(&format!("http://{server}/"))
        .add_callback(|response| println!("{}", made_of(&response)))
        .add_errback(|failure| println!("no answer: {failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// `text/html in utf-8`.
fn made_of(response: &Response) -> String {
    // TODO
    todo!("look at the header")
}
