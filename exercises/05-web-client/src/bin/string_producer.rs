//! # string_producer
//!
//! A postcard to the server whose address is the first argument: each of the others is
//! one line of it. It is sent by POST to `/postcards`, each line with a `\n` behind it,
//! and the server is told beforehand how many bytes it has. The answer's status is
//! printed, and the program ends.
//!
//! ```text
//! $ cargo xtask run string_producer 127.0.0.1:8000 "Dear all," "it rains."
//! 201 Created
//! ```
//!
//! What the server got is `Dear all,\nit rains.\n`, with `Content-Length: 20`. A card
//! without any line has 0 bytes. The card is its own producer: say how long it is, and
//! write it.
//!
//! Read:  book/src/05-web-client/producers.md
//! Run:   cargo xtask run string_producer 127.0.0.1:8000 "Dear all," "it rains."
//!        (a server to ask: cargo xtask run letter_box)
//! Check: cargo xtask check string_producer

use std::rc::Rc;

use deferred::{Deferred, succeed};
use reactor::{Failure, Producer, Reactor};
use web_client::{Agent, BodyProducer, Consumer, Fetch, Headers, Method};

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let server = args.next().unwrap_or("127.0.0.1:8000".to_string());
    let card = Postcard { lines: args.collect() };

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
        todo!("how many bytes are these lines?")
    }

    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()> {
        // TODO: write the lines; and who waits for what is returned?
        todo!("write them")
    }
}

/// A postcard is small: it is written before anybody could say that it is too much.
impl Producer for Postcard {
    fn pause_producing(&self) {}
    fn resume_producing(&self) {}
    fn stop_producing(&self) {}
}
