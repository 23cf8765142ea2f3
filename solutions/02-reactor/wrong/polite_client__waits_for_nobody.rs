//! Does not hear that the call failed.
//!
//! The check says: a call that fails has its own way

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
    received: Vec<u8>,
}

impl Protocol for Polite {
    fn connection_made(&mut self, transport: &Transport) {
        transport.write("hello\r\n");
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        self.received.extend_from_slice(data);
        if let Some(end) = self.received.windows(2).position(|bytes| bytes == b"\r\n") {
            print_answer(&self.received[..end]);
            self.factory.exit.set(ExitCode::SUCCESS);
            transport.write("thank you\r\n");
            transport.lose_connection();
        }
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
        Polite { factory: self.clone(), received: Vec::new() }
    }
}

impl ClientFactory for PoliteFactory {
    fn client_connection_lost(&self, connector: &Connector, _reason: &Failure) {
        connector.reactor().stop();
    }
}
