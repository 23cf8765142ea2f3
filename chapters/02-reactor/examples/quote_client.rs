//! Three clients of the quote server at once. The reactor stops when the last
//! one has come to its end, well or badly.
//!
//! ```sh
//! cargo run --example quote_server   # first, in another terminal
//! cargo run --example quote_client
//! ```
//!
//! It prints, in whatever order the answers come,
//!
//! ```text
//! Received quote: b'Hello world'
//! conn lose: Connection was closed cleanly.
//! ```
//!
//! and so on. The same in plain tokio is `quote_client_tokio`.

use reactor::{Address, ClientFactory, Connector, Factory, Failure, Protocol, Reactor, Transport};
use std::cell::Cell;
use std::rc::Rc;

const QUOTES: [&str; 3] = ["You snooze you lose", "The early bird gets the worm", "Carpe diem"];

// ANCHOR: protocol
struct QuoteProtocol {
    factory: Rc<QuoteClientFactory>,
}

impl Protocol for QuoteProtocol {
    fn connection_made(&mut self, transport: &Transport) {
        transport.write(self.factory.quote);
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        println!("Received quote: b'{}'", data.escape_ascii());
        transport.lose_connection();
    }
}
// ANCHOR_END: protocol

// ANCHOR: factory
struct QuoteClientFactory {
    quote: &'static str,
    unfinished: Rc<Cell<usize>>,
}

impl QuoteClientFactory {
    fn maybe_stop_reactor(&self, reactor: &Reactor) {
        self.unfinished.update(|count| count - 1);
        if self.unfinished.get() == 0 {
            reactor.stop();
        }
    }
}

impl Factory for QuoteClientFactory {
    type Protocol = QuoteProtocol;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> QuoteProtocol {
        QuoteProtocol { factory: self.clone() }
    }
}

impl ClientFactory for QuoteClientFactory {
    fn client_connection_failed(&self, connector: &Connector, reason: &Failure) {
        println!("conn failed : {reason}");
        self.maybe_stop_reactor(connector.reactor());
    }

    fn client_connection_lost(&self, connector: &Connector, reason: &Failure) {
        println!("conn lose: {reason}");
        self.maybe_stop_reactor(connector.reactor());
    }
}
// ANCHOR_END: factory

// ANCHOR: main
fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".into());
    let reactor = Reactor::new();
    let unfinished = Rc::new(Cell::new(QUOTES.len()));
    for quote in QUOTES {
        let factory = QuoteClientFactory { quote, unfinished: unfinished.clone() };
        reactor.connect_tcp_to(&server, factory);
    }
    reactor.run()
}
// ANCHOR_END: main
