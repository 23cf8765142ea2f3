//! Gathers all that a client says, and answers at the end.
//!
//! The check says: without waiting for more

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::rc::Rc;

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, ShoutFactory)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

/// What happens on one connection.
struct Shout {
    heard: Vec<u8>,
}

impl Protocol for Shout {
    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        self.heard.extend_from_slice(data);
    }

    fn read_connection_lost(&mut self, transport: &Transport) {
        transport.write(self.heard.to_ascii_uppercase());
        transport.lose_connection();
    }
}

/// Makes a protocol for each connection.
struct ShoutFactory;

impl Factory for ShoutFactory {
    type Protocol = Shout;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Shout {
        Shout { heard: Vec::new() }
    }
}
