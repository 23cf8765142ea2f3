//! A quote server: answers each message with the one before it, whoever sent
//! that. What all clients share lies in the factory.
//!
//! ```sh
//! cargo run --example quote_server   # listens on 127.0.0.1:8080
//! cargo run --example quote_client   # in a second terminal
//! ```
//!
//! The server prints, for each client in whatever order they come,
//!
//! ```text
//! Number 2 connection
//! Receive:b'You snooze you lose' Sending:b'Hello world'
//! ```
//!
//! The same in plain tokio is `quote_server_tokio`.

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

// ANCHOR: protocol
struct QuoteProtocol {
    factory: Rc<QuoteFactory>,
}

impl Protocol for QuoteProtocol {
    fn connection_made(&mut self, _transport: &Transport) {
        self.factory.connections.update(|count| count + 1);
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        let quote = self.factory.quote.replace(data.to_vec());
        println!("Number {} connection", self.factory.connections.get());
        println!("Receive:b'{}' Sending:b'{}'", data.escape_ascii(), quote.escape_ascii());
        transport.write(quote);
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        self.factory.connections.update(|count| count - 1);
    }
}
// ANCHOR_END: protocol

// ANCHOR: factory
struct QuoteFactory {
    connections: Cell<usize>,
    quote: RefCell<Vec<u8>>,
}

impl QuoteFactory {
    fn new(quote: &str) -> Self {
        Self { connections: Cell::new(0), quote: RefCell::new(quote.into()) }
    }
}

impl Factory for QuoteFactory {
    type Protocol = QuoteProtocol;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> QuoteProtocol {
        QuoteProtocol { factory: self.clone() }
    }
}
// ANCHOR_END: factory

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".into());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, QuoteFactory::new("Hello world"))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
