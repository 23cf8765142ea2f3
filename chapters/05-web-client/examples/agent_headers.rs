//! Sends headers, and prints those of the answer.
//!
//! ```sh
//! cargo run --example agent_headers                       # a page of a shop of its own
//! cargo run --example agent_headers -- /old               # another one of its pages
//! cargo run --example agent_headers -- http://example.com # a page from the world
//! ```
//!
//! It prints the line that an answer begins with, how many bytes the body will have,
//! and then the headers:
//!
//! ```text
//! start
//! HTTP/1.1 200 OK, length 93
//! Server: Untwisted
//! Content-Type: text/html; charset=utf-8
//! Date: Sat, 28 Nov 2026 12:00:00 GMT
//! ```

mod peer;

use reactor::{Failure, Reactor};
use web_client::{Agent, Fetch, Headers, Method, Response};

// ANCHOR: print
fn print_headers(response: Response) {
    println!("start");
    let length = response.length().map_or("unknown".into(), |length| length.to_string());
    let (version, status) = (response.version(), response.status().as_u16());
    println!("{version:?} {status} {}, length {length}", response.phrase());
    for (name, values) in response.headers().iter() {
        for value in values {
            println!("{name}: {value}");
        }
    }
}
// ANCHOR_END: print

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "/".into());
    let reactor = Reactor::new();
    let url = peer::find(&reactor, &address)?;

    // ANCHOR: request
    let mut headers = Headers::new();
    headers.set("User-Agent", "Twisted webbot")?;
    headers.set("Content-Type", "text/x-greeting")?;

    let stop = reactor.clone();
    Agent::new(&reactor)
        .request(Method::GET, &url, headers, None)
        .add_callbacks(print_headers, |failure| println!("{failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
    // ANCHOR_END: request
}
