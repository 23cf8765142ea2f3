//! The quote server without a factory of its own: a closure is a factory too.
//! What the protocols share is captured by it.
//!
//! ```sh
//! cargo run --example quote_factory_shortcut   # listens on 127.0.0.1:8080
//! cargo run --example quote_client             # in a second terminal
//! ```
//!
//! It does and prints what `quote_server` does. Twisted's shortcut is the class
//! attribute `protocol = QuoteProtocol`.

use reactor::{Address, Failure, Protocol, Reactor, Transport};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

struct Shared {
    connections: Cell<usize>,
    quote: RefCell<Vec<u8>>,
}

struct QuoteProtocol {
    shared: Rc<Shared>,
}

impl Protocol for QuoteProtocol {
    fn connection_made(&mut self, _transport: &Transport) {
        self.shared.connections.update(|count| count + 1);
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        let quote = self.shared.quote.replace(data.to_vec());
        println!("Number {} connection", self.shared.connections.get());
        println!("Receive:b'{}' Sending:b'{}'", data.escape_ascii(), quote.escape_ascii());
        transport.write(quote);
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        self.shared.connections.update(|count| count - 1);
    }
}

// ANCHOR: main
fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".into());
    let shared =
        Rc::new(Shared { connections: Cell::new(0), quote: RefCell::new(b"Hello world".to_vec()) });
    let build = move |_peer: &Address| QuoteProtocol { shared: shared.clone() };
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, build)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
// ANCHOR_END: main
