//! # count_connections
//!
//! A server that counts its clients. Everybody who comes is told, in one line that
//! ends with `\r\n`, how many are here now, and how many were here at once at the
//! most; whoever is here, and says anything, is told again:
//!
//! ```text
//! here: 2, most: 3
//! ```
//!
//! When one has gone, however that was, the server prints for itself how many are
//! left: `one has gone, here: 1`.
//!
//! A protocol knows one connection. What all of them share is the factory's.
//!
//! Read:  book/src/02-reactor/factories.md
//! Run:   cargo xtask run count_connections 127.0.0.1:8001
//! Check: cargo xtask check count_connections

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::rc::Rc;

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, CountFactory::default())?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

struct Count {
    factory: Rc<CountFactory>,
}

impl Protocol for Count {
    fn connection_made(&mut self, transport: &Transport) {
        // TODO: one more is here.
        todo!("count, and tell")
    }

    fn data_received(&mut self, transport: &Transport, _data: &[u8]) {
        // TODO: somebody asks.
        todo!("tell")
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        // TODO: one has gone.
        todo!("count, and print")
    }
}

#[derive(Default)]
struct CountFactory {
    // TODO: what outlives a connection. All share it, so a `Cell` is in place.
}

impl Factory for CountFactory {
    type Protocol = Count;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Count {
        Count { factory: self.clone() }
    }
}
