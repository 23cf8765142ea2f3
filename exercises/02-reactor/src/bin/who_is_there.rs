//! # who_is_there
//!
//! A server that tells everybody who comes the addresses of both ends of the
//! connection, in one line that ends with `\r\n`:
//!
//! ```text
//! You are 127.0.0.1:50312, and I am 127.0.0.1:8001.
//! ```
//!
//! It does not wait to be spoken to. And it says on its own output who comes and
//! who goes:
//!
//! ```text
//! 127.0.0.1:50312 has come
//! 127.0.0.1:50312 has gone
//! ```
//!
//! Read:  book/src/02-reactor/transports.md
//! Run:   cargo xtask run who_is_there 127.0.0.1:8001
//! Check: cargo xtask check who_is_there

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
        // TODO: say who has come, and greet.
        todo!("print a line, and write one")
    }

    /// Whatever the client says, it is answered nothing.
    fn data_received(&mut self, _transport: &Transport, _data: &[u8]) {}

    fn connection_lost(&mut self, transport: &Transport, _reason: &Failure) {
        // TODO: say who has gone.
        todo!("print a line")
    }
}
