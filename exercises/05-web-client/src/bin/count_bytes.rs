//! # count_bytes
//!
//! A long page is on its way, and one wants to see that it moves. The program asks the
//! server whose address is its argument for `/film`. It prints, as soon as a piece of it
//! has come, how many bytes there are by now, and of how many, if that is known:
//!
//! ```text
//! 5 of 12 bytes
//! 12 of 12 bytes
//! complete: 12 bytes
//! ```
//!
//! In a page whose length is not known these are `5 bytes`, `12 bytes`. The last line
//! says how the body ended: `complete` if certainly nothing is missing, `perhaps
//! complete` if it ended with the connection and nobody can tell, `broken off` in all
//! other cases. Then the program ends.
//!
//! Read:  book/src/05-web-client/agent.md
//! Run:   cargo xtask run count_bytes 127.0.0.1:8000
//!        (a server to ask: python3 -m http.server --bind 127.0.0.1 8000)
//! Check: cargo xtask check count_bytes

use deferred::{Deferred, Trigger};
use reactor::{Failure, Protocol, Reactor, Transport};
use web_client::{Agent, Fetch, PotentialDataLoss, Response, ResponseDone};

fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());

    let reactor = Reactor::new();
    let stop = reactor.clone();
    Agent::new(&reactor)
        .get(&format!("http://{server}/film"))
        .add_callback(count)
        .add_errback(|failure| println!("no film: {failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// Fires when the body is over, however it ended.
fn count(response: Response) -> Deferred<()> {
    // TODO: hand the body to a `Counter`.
    todo!("begin to count")
}

struct Counter {
    length: Option<u64>,
    received: u64,
    done: Option<Trigger<()>>,
}

impl Protocol for Counter {
    fn data_received(&mut self, _: &Transport, data: &[u8]) {
        todo!("how many are there by now, and of how many?")
    }

    fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
        todo!("how did it end, and who waits for that?")
    }
}
