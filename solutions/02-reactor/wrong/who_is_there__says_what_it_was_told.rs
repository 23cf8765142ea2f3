//! Says the address it was told to listen at, in place of the one it listens at.
//!
//! The check says: Nobody has the port 0

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::rc::Rc;

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address.clone(), Doorkeepers { address })?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

struct Doorkeepers {
    address: String,
}

impl Factory for Doorkeepers {
    type Protocol = Doorkeeper;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Doorkeeper {
        Doorkeeper { me: self.address.clone() }
    }
}

struct Doorkeeper {
    me: String,
}

impl Protocol for Doorkeeper {
    fn connection_made(&mut self, transport: &Transport) {
        let (you, me) = (transport.get_peer(), &self.me);
        println!("{you} has come");
        transport.write(format!("You are {you}, and I am {me}.\r\n"));
    }

    /// Whatever the client says, it is answered nothing.
    fn data_received(&mut self, _transport: &Transport, _data: &[u8]) {}

    fn connection_lost(&mut self, transport: &Transport, _reason: &Failure) {
        println!("{} has gone", transport.get_peer());
    }
}
