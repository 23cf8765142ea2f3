//! Keeps the address of a visitor in the factory, where the next one writes over it.
//!
//! The check says: every connection has a transport of its own

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::cell::RefCell;
use std::rc::Rc;

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Doorkeepers::default())?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

#[derive(Default)]
struct Doorkeepers {
    visitor: RefCell<String>,
}

impl Factory for Doorkeepers {
    type Protocol = Doorkeeper;

    fn build_protocol(self: &Rc<Self>, peer: &Address) -> Doorkeeper {
        self.visitor.replace(peer.to_string());
        Doorkeeper { factory: self.clone() }
    }
}

struct Doorkeeper {
    factory: Rc<Doorkeepers>,
}

impl Protocol for Doorkeeper {
    fn connection_made(&mut self, transport: &Transport) {
        let (you, me) = (transport.get_peer(), transport.get_host());
        println!("{you} has come");
        transport.write(format!("You are {you}, and I am {me}.\r\n"));
    }

    /// Whatever the client says, it is answered nothing.
    fn data_received(&mut self, _transport: &Transport, _data: &[u8]) {}

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        println!("{} has gone", self.factory.visitor.borrow());
    }
}
