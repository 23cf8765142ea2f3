//! An echo client: sends one message, prints what comes back, and closes.
//!
//! ```sh
//! cargo run --example echo_server   # first, in another terminal
//! cargo run --example echo_client
//! ```
//!
//! It prints
//!
//! ```text
//! send msg
//! receive msg: b'Hello,world!'
//! conn lost
//! ```
//!
//! or, when no server runs, `conn failed`. It closes after the first *piece* of
//! an answer: a stream of bytes has no messages. The same in plain tokio is
//! `echo_client_tokio`.

use reactor::{Address, ClientFactory, Connector, Factory, Failure, Protocol, Reactor, Transport};
use std::rc::Rc;

// ANCHOR: protocol
struct EchoClient;

impl Protocol for EchoClient {
    fn connection_made(&mut self, transport: &Transport) {
        println!("send msg");
        transport.write("Hello,world!");
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        println!("receive msg: b'{}'", data.escape_ascii());
        transport.lose_connection();
    }
}
// ANCHOR_END: protocol

// ANCHOR: factory
struct EchoClientFactory {
    reactor: Reactor,
}

impl Factory for EchoClientFactory {
    type Protocol = EchoClient;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> EchoClient {
        EchoClient
    }
}

impl ClientFactory for EchoClientFactory {
    fn client_connection_lost(&self, _connector: &Connector, _reason: &Failure) {
        println!("conn lost");
        self.reactor.stop();
    }

    fn client_connection_failed(&self, _connector: &Connector, _reason: &Failure) {
        println!("conn failed");
        self.reactor.stop();
    }
}
// ANCHOR_END: factory

// ANCHOR: main
fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8001".into());
    let reactor = Reactor::new();
    reactor.connect_tcp_to(&server, EchoClientFactory { reactor: reactor.clone() });
    reactor.run()
}
// ANCHOR_END: main
