//! Says that one has gone, and counts it still.
//!
//! The check says: still counted

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::cell::Cell;
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
        let here = self.factory.here.get() + 1;
        self.factory.here.set(here);
        self.factory.most.set(self.factory.most.get().max(here));
        self.factory.tell(transport);
    }

    fn data_received(&mut self, transport: &Transport, _data: &[u8]) {
        self.factory.tell(transport);
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        let here = self.factory.here.get();
        println!("one has gone, here: {here}");
    }
}

#[derive(Default)]
struct CountFactory {
    here: Cell<usize>,
    most: Cell<usize>,
}

impl CountFactory {
    fn tell(&self, transport: &Transport) {
        let (here, most) = (self.here.get(), self.most.get());
        transport.write(format!("here: {here}, most: {most}\r\n"));
    }
}

impl Factory for CountFactory {
    type Protocol = Count;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Count {
        Count { factory: self.clone() }
    }
}
