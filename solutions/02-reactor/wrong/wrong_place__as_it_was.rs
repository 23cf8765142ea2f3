//! Is as it was given.
//!
//! The check says: it hears only of itself

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
