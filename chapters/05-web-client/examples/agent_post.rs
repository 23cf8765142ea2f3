//! Sends a body, which a producer writes, and prints the answer.
//!
//! ```sh
//! cargo run --example agent_post                       # to a shop of its own
//! cargo run --example agent_post -- http://example.com # somewhere in the world
//! ```
//!
//! It prints
//!
//! ```text
//! b'A letter of 6 bytes, thank you.'
//! The body was received completely.
//! ```

mod peer;

use deferred::{Deferred, Trigger, succeed};
use reactor::{Failure, Producer, Protocol, Reactor, Transport};
use std::rc::Rc;
use web_client::{Agent, BodyProducer, Consumer, Fetch, Headers, Method, Response};

// ANCHOR: producer
struct StringProducer {
    body: &'static str,
}

impl BodyProducer for StringProducer {
    fn length(&self) -> Option<u64> {
        Some(self.body.len() as u64)
    }

    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()> {
        consumer.write(self.body);
        succeed(())
    }
}

/// All is written when anybody could say anything.
impl Producer for StringProducer {
    fn pause_producing(&self) {}

    fn resume_producing(&self) {}

    fn stop_producing(&self) {}
}
// ANCHOR_END: producer

struct ResourcePrinter {
    finished: Option<Trigger<()>>,
}

impl Protocol for ResourcePrinter {
    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        println!("b'{}'", data.escape_ascii());
    }

    fn connection_lost(&mut self, _transport: &Transport, reason: &Failure) {
        println!("{reason}");
        if let Some(finished) = self.finished.take() {
            finished.callback(());
        }
    }
}

fn print_resource(response: Response) -> Deferred<()> {
    let (trigger, finished) = Deferred::pair();
    response.deliver_body(ResourcePrinter { finished: Some(trigger) });
    finished
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "/letters".into());
    let reactor = Reactor::new();
    let url = peer::find(&reactor, &address)?;

    // ANCHOR: request
    let stop = reactor.clone();
    let body = Rc::new(StringProducer { body: "python" });
    Agent::new(&reactor)
        .request(Method::POST, &url, Headers::new(), Some(body))
        .add_callbacks(print_resource, |failure| println!("{failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
    // ANCHOR_END: request
}
