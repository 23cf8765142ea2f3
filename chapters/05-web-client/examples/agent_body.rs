//! Prints the body of a page, piece by piece, as it comes.
//!
//! ```sh
//! cargo run --example agent_body                       # /news of a shop of its own
//! cargo run --example agent_body -- /                  # another one of its pages
//! cargo run --example agent_body -- http://example.com # a page from the world
//! ```
//!
//! It prints
//!
//! ```text
//! b'Bread is warm. '
//! b'Butter is soft. '
//! b'That is all.'
//! body end: The body was received completely.
//! ```
//!
//! The same on hyper alone is `agent_body_tokio`.

mod peer;

use deferred::{Deferred, Trigger};
use reactor::{Failure, Protocol, Reactor, Transport};
use web_client::{Agent, Fetch, Response};

// ANCHOR: protocol
struct ResourcePrinter {
    finished: Option<Trigger<()>>,
}

impl Protocol for ResourcePrinter {
    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        println!("b'{}'", data.escape_ascii());
    }

    fn connection_lost(&mut self, _transport: &Transport, reason: &Failure) {
        println!("body end: {reason}");
        if let Some(finished) = self.finished.take() {
            finished.callback(());
        }
    }
}
// ANCHOR_END: protocol

// ANCHOR: deliver
fn print_resource(response: Response) -> Deferred<()> {
    let (trigger, finished) = Deferred::pair();
    response.deliver_body(ResourcePrinter { finished: Some(trigger) });
    finished
}
// ANCHOR_END: deliver

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "/news".into());
    let reactor = Reactor::new();
    let url = peer::find(&reactor, &address)?;

    // ANCHOR: request
    let stop = reactor.clone();
    Agent::new(&reactor)
        .get(&url)
        .add_callbacks(print_resource, |failure| println!("{failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
    // ANCHOR_END: request
}
