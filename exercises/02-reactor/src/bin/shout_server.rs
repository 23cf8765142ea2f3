//! # shout_server
//!
//! A server that shouts: it sends every client back what the client sent, in
//! capitals.
//!
//! ```text
//! client: it's 7 o'clock
//! server: IT'S 7 O'CLOCK
//! ```
//!
//! Only the letters a to z change. Every other byte comes back as it is, for what
//! comes in need not be text: it may be a picture, or half of an `ö`.
//!
//! Read:  book/src/02-reactor/echo.md
//! Run:   cargo xtask run shout_server 127.0.0.1:8001
//! Check: cargo xtask check shout_server

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::rc::Rc;

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, ShoutFactory)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

/// What happens on one connection.
struct Shout;

impl Protocol for Shout {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        // TODO: answer.
        todo!("send it back, in capitals")
    }
}

/// Makes a protocol for each connection.
struct ShoutFactory;

impl Factory for ShoutFactory {
    type Protocol = Shout;

    fn build_protocol(self: &Rc<Self>, peer: &Address) -> Shout {
        // TODO: a new client has come.
        todo!("make a protocol for this connection")
    }
}
