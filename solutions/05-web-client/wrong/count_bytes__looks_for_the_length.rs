//! Takes every end of a body of unknown length for one that may be right.
//!
//! The check says: The last chunk has not come

use deferred::{Deferred, Trigger};
use reactor::{Failure, Protocol, Reactor, Transport};
use web_client::{Agent, Fetch, Response, ResponseDone};

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
    let (done, counted) = Deferred::pair();
    let length = response.length();
    response.deliver_body(Counter { length, received: 0, done: Some(done) });
    counted
}

struct Counter {
    length: Option<u64>,
    received: u64,
    done: Option<Trigger<()>>,
}

impl Protocol for Counter {
    fn data_received(&mut self, _: &Transport, data: &[u8]) {
        self.received += data.len() as u64;
        match self.length {
            Some(length) => println!("{} of {length} bytes", self.received),
            None => println!("{} bytes", self.received),
        }
    }

    fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
        println!("{}: {} bytes", end(reason, self.length), self.received);
        if let Some(done) = self.done.take() {
            done.callback(());
        }
    }
}

/// How a body ended, in a word or two.
fn end(reason: &Failure, length: Option<u64>) -> &'static str {
    if reason.check::<ResponseDone>().is_some() {
        "complete"
    } else if length.is_none() {
        "perhaps complete"
    } else {
        "broken off"
    }
}
