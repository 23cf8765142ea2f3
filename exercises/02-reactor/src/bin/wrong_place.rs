//! # wrong_place
//!
//! A server that hands every message on to whoever comes next: the answer to a
//! message is the message before it, whoever sent that. The first one is answered
//! with `nothing yet`.
//!
//! ```text
//! anna: the early bird      server: nothing yet
//! bert: catches the worm    server: the early bird
//! anna: and the cheese?     server: catches the worm
//! ```
//!
//! The program compiles, and as long as a single client is there, it is right. When
//! there are two, each hears only of itself. Something lies in the wrong place.
//!
//! Read:  book/src/02-reactor/factories.md
//! Run:   cargo xtask run wrong_place 127.0.0.1:8001
//! Check: cargo xtask check wrong_place

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::rc::Rc;

// TODO: what lies in the wrong place?

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, HandOnFactory { first: "nothing yet" })?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

struct HandOn {
    last_message: Vec<u8>,
}

impl Protocol for HandOn {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        let before = std::mem::replace(&mut self.last_message, data.to_vec());
        transport.write(before);
    }
}

struct HandOnFactory {
    first: &'static str,
}

impl Factory for HandOnFactory {
    type Protocol = HandOn;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> HandOn {
        HandOn { last_message: self.first.into() }
    }
}
