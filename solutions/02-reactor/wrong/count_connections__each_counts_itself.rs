//! Counts in the protocol, which knows one connection only.
//!
//! The check says: it cannot be a protocol's own

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::cell::Cell;
use std::rc::Rc;

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, CountFactory)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

#[derive(Default)]
struct Count {
    here: Cell<usize>,
    most: Cell<usize>,
}

impl Protocol for Count {
    fn connection_made(&mut self, transport: &Transport) {
        let here = self.here.get() + 1;
        self.here.set(here);
        self.most.set(self.most.get().max(here));
        self.tell(transport);
    }

    fn data_received(&mut self, transport: &Transport, _data: &[u8]) {
        self.tell(transport);
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        let here = self.here.get() - 1;
        self.here.set(here);
        println!("one has gone, here: {here}");
    }
}

impl Count {
    fn tell(&self, transport: &Transport) {
        let (here, most) = (self.here.get(), self.most.get());
        transport.write(format!("here: {here}, most: {most}\r\n"));
    }
}

struct CountFactory;

impl Factory for CountFactory {
    type Protocol = Count;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Count {
        Count::default()
    }
}
