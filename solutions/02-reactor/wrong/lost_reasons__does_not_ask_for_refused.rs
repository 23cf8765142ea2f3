//! Does not ask whether the call was refused.
//!
//! The check says: there is a reason of that name

use reactor::{
    Address, ClientFactory, ConnectionAborted, ConnectionDone, ConnectionLost, Connector, Factory,
    Failure, Protocol, Reactor, Transport,
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
    if reason.check::<ConnectionDone>().is_some() {
        "closed in order"
    } else if reason.check::<ConnectionLost>().is_some() {
        "broken by the other side"
    } else if reason.check::<ConnectionAborted>().is_some() {
        "broken by this side"
    } else {
        "something else"
    }
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
