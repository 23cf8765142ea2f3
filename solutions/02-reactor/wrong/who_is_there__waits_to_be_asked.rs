//! Greets when somebody says something.
//!
//! The check says: was not greeted

use reactor::{Address, Failure, Protocol, Reactor, Transport};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, |_peer: &Address| Doorkeeper)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

struct Doorkeeper;

impl Protocol for Doorkeeper {
    fn data_received(&mut self, transport: &Transport, _data: &[u8]) {
        let (you, me) = (transport.get_peer(), transport.get_host());
        println!("{you} has come");
        transport.write(format!("You are {you}, and I am {me}.\r\n"));
    }

    fn connection_lost(&mut self, transport: &Transport, _reason: &Failure) {
        println!("{} has gone", transport.get_peer());
    }
}
