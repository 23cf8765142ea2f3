//! Keeps the message in the factory, and hands everybody who comes a copy.
//!
//! The check says: it hears only of itself

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::cell::RefCell;
use std::rc::Rc;

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, HandOnFactory::new("nothing yet"))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

struct HandOn {
    factory: Rc<HandOnFactory>,
    last_message: Vec<u8>,
}

impl Protocol for HandOn {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        self.factory.last_message.replace(data.to_vec());
        let before = std::mem::replace(&mut self.last_message, data.to_vec());
        transport.write(before);
    }
}

struct HandOnFactory {
    last_message: RefCell<Vec<u8>>,
}

impl HandOnFactory {
    fn new(first: &str) -> Self {
        Self { last_message: RefCell::new(first.into()) }
    }
}

impl Factory for HandOnFactory {
    type Protocol = HandOn;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> HandOn {
        HandOn { factory: self.clone(), last_message: self.last_message.borrow().clone() }
    }
}
