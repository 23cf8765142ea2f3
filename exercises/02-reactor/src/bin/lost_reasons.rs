//! # lost_reasons
//!
//! A client that says in a few words why its connection ended, or why there never
//! was one:
//!
//! ```text
//! closed in order             one side closed it, as it should be
//! broken by the other side    the server vanished
//! broken by this side         we gave it up: the server had said something
//! nobody listens there        the connection was refused
//! something else              none of these
//! ```
//!
//! All is there but the choice of the words. Ask the reason for its type: its
//! message is made for people, and may be another one tomorrow.
//!
//! Read:  book/src/02-reactor/reasons.md
//! Run:   cargo xtask run lost_reasons 127.0.0.1:8001
//! Check: cargo xtask check lost_reasons

use reactor::{
    Address, ClientFactory, ConnectionAborted, ConnectionDone, ConnectionLost, ConnectionRefused,
    Connector, Factory, Failure, Protocol, Reactor, Transport,
};
use std::rc::Rc;

fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    reactor.connect_tcp_to(&server, ListenerFactory);
    reactor.run()
}

/// The words for a reason.
fn in_words(reason: &Failure) -> &'static str {
    // TODO
    todo!("ask the reason for its type")
}

/// Listens, but not to one who speaks.
struct Listener;

impl Protocol for Listener {
    fn connection_made(&mut self, transport: &Transport) {
        transport.write("say nothing\r\n");
    }

    fn data_received(&mut self, transport: &Transport, _data: &[u8]) {
        transport.abort_connection();
    }
}

struct ListenerFactory;

impl Factory for ListenerFactory {
    type Protocol = Listener;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Listener {
        Listener
    }
}

impl ClientFactory for ListenerFactory {
    fn client_connection_failed(&self, connector: &Connector, reason: &Failure) {
        connector.reactor().stop();
        println!("{}", in_words(reason));
    }

    fn client_connection_lost(&self, connector: &Connector, reason: &Failure) {
        connector.reactor().stop();
        println!("{}", in_words(reason));
    }
}
