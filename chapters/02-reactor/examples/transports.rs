//! Everything a transport does: says who is there, writes one piece or several,
//! and closes when all is sent.
//!
//! ```sh
//! cargo run --example transports                    # on 127.0.0.1:8001
//! cargo run --example transports -- 127.0.0.1:9000  # or where you like
//! ```
//!
//! The program is server and client at once: one reactor serves both. It prints
//!
//! ```text
//! listening on 127.0.0.1:8001
//! server: here 127.0.0.1:8001, there the client
//! client: here the client, there 127.0.0.1:8001
//! client: one two three
//! client: Connection was closed cleanly.
//! ```

use reactor::{Address, ClientFactory, Connector, Factory, Failure, Protocol, Reactor, Transport};
use std::rc::Rc;

// ANCHOR: server
struct Server;

impl Protocol for Server {
    fn connection_made(&mut self, transport: &Transport) {
        println!("server: here {}, there the client", transport.get_host());
        transport.write("one ");
        transport.write_sequence(["two ", "three"]);
        transport.lose_connection();
    }

    fn data_received(&mut self, _transport: &Transport, _data: &[u8]) {}
}
// ANCHOR_END: server

// ANCHOR: client
/// Gathers what comes: a stream may be cut into pieces anywhere.
#[derive(Default)]
struct Client {
    received: Vec<u8>,
}

impl Protocol for Client {
    fn connection_made(&mut self, transport: &Transport) {
        println!("client: here the client, there {}", transport.get_peer());
    }

    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        self.received.extend_from_slice(data);
    }

    fn connection_lost(&mut self, _transport: &Transport, reason: &Failure) {
        println!("client: {}", self.received.escape_ascii());
        println!("client: {reason}");
    }
}
// ANCHOR_END: client

struct ClientSide;

impl Factory for ClientSide {
    type Protocol = Client;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Client {
        Client::default()
    }
}

impl ClientFactory for ClientSide {
    fn client_connection_failed(&self, connector: &Connector, _reason: &Failure) {
        connector.reactor().stop();
    }

    fn client_connection_lost(&self, connector: &Connector, _reason: &Failure) {
        connector.reactor().stop();
    }
}

// ANCHOR: main
fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8001".into());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, |_peer: &Address| Server)?;
    println!("listening on {}", port.get_host());
    reactor.connect_tcp_to(&port.get_host().to_string(), ClientSide);
    reactor.run()
}
// ANCHOR_END: main
