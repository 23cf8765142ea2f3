//! `to_ascii_uppercase` of a slice of bytes changes the letters a to z and leaves
//! every other byte alone: it need not know whether they are text.

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
struct Shout;

impl Protocol for Shout {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        transport.write(data.to_ascii_uppercase());
    }
}

/// Makes a protocol for each connection.
struct ShoutFactory;

impl Factory for ShoutFactory {
    type Protocol = Shout;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Shout {
        Shout
    }
}
