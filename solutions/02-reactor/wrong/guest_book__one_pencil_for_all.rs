//! Gathers what all visitors write in one place.
//!
//! The check says: what one is still writing is no other's

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

const ENTRIES: usize = 3;

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, GuestBook::default())?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

struct Visitor {
    book: Rc<GuestBook>,
}

impl Protocol for Visitor {
    fn connection_made(&mut self, transport: &Transport) {
        for entry in &*self.book.last.borrow() {
            transport.write_sequence([entry, &b"\r\n"[..]]);
        }
        transport.write("your entry?\r\n");
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        let mut written = self.book.written.borrow_mut();
        written.extend_from_slice(data);
        if let Some(end) = written.windows(2).position(|bytes| bytes == b"\r\n") {
            self.book.add(&written[..end]);
            written.clear();
            transport.write("thank you\r\n");
            transport.lose_connection();
        }
    }
}

/// The last entries, the oldest first. Nobody is ever shown the others.
#[derive(Default)]
struct GuestBook {
    last: RefCell<VecDeque<Vec<u8>>>,
    written: RefCell<Vec<u8>>,
}

impl GuestBook {
    fn add(&self, entry: &[u8]) {
        let mut last = self.last.borrow_mut();
        last.push_back(entry.to_vec());
        if last.len() > ENTRIES {
            last.pop_front();
        }
    }
}

impl Factory for GuestBook {
    type Protocol = Visitor;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Visitor {
        Visitor { book: self.clone() }
    }
}
