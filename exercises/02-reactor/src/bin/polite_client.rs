//! # polite_client
//!
//! A client with manners. It calls the server whose address is its argument, and
//!
//! 1. says `hello` as soon as the connection stands,
//! 2. waits for the answer, which is one line, and prints it: `they say: LINE`,
//! 3. says `thank you`, and closes the connection.
//!
//! All that is said is a line and ends with `\r\n`. The answer may be long, and
//! may come in pieces, cut anywhere. What comes behind it is not for us.
//!
//! When the connection is over, however it ended, the reactor stops. Where there
//! was no connection, the client prints `nobody is there`, and the reactor stops,
//! too. The exit status is 0 after a whole answer, else 1.
//!
//! Read:  book/src/02-reactor/clients.md
//! Run:   cargo xtask run polite_client 127.0.0.1:8001
//!        (a server to call: cargo run --example echo_server)
//! Check: cargo xtask check polite_client

use reactor::{Address, ClientFactory, Connector, Factory, Failure, Protocol, Reactor, Transport};
use std::cell::Cell;
use std::process::ExitCode;
use std::rc::Rc;

fn main() -> Result<ExitCode, Failure> {
    let server = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    let factory = Rc::new(PoliteFactory { exit: Cell::new(ExitCode::FAILURE) });
    reactor.connect_tcp_to(&server, factory.clone());
    reactor.run()?;
    Ok(factory.exit.get())
}

struct Polite {
    factory: Rc<PoliteFactory>,
    // TODO: what has to be kept from one piece to the next.
}

impl Protocol for Polite {
    fn connection_made(&mut self, transport: &Transport) {
        // TODO
        todo!("say hello")
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        // TODO: is the answer whole? Then print it, thank for it, and close.
        todo!("gather the answer")
    }
}

fn print_answer(line: &[u8]) {
    println!("they say: {}", String::from_utf8_lossy(line));
}

struct PoliteFactory {
    exit: Cell<ExitCode>,
}

impl Factory for PoliteFactory {
    type Protocol = Polite;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Polite {
        Polite { factory: self.clone() }
    }
}

impl ClientFactory for PoliteFactory {
    // TODO: nobody is there; the connection is over. `connector.reactor()` is at hand.
}
