//! Takes the peer for this end, and the host for the other one.
//!
//! The check says: The two ends are mixed up

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
    fn connection_made(&mut self, transport: &Transport) {
        let (you, me) = (transport.get_host(), transport.get_peer());
        println!("{me} has come");
        transport.write(format!("You are {you}, and I am {me}.\r\n"));
    }

    /// Whatever the client says, it is answered nothing.
    fn data_received(&mut self, _transport: &Transport, _data: &[u8]) {}

    fn connection_lost(&mut self, transport: &Transport, _reason: &Failure) {
        println!("{} has gone", transport.get_peer());
    }
}
