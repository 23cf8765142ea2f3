//! Enters what somebody had written who went away.
//!
//! The check says: before their line was whole

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
    written: Vec<u8>,
}

impl Protocol for Visitor {
    fn connection_made(&mut self, transport: &Transport) {
        for entry in &*self.book.last.borrow() {
            transport.write_sequence([entry, &b"\r\n"[..]]);
        }
        transport.write("your entry?\r\n");
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        self.written.extend_from_slice(data);
        if let Some(end) = self.written.windows(2).position(|bytes| bytes == b"\r\n") {
            self.book.add(&self.written[..end]);
            transport.write("thank you\r\n");
            transport.lose_connection();
            self.written.clear();
        }
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        if !self.written.is_empty() {
            self.book.add(&self.written);
        }
    }
}

/// The last entries, the oldest first. Nobody is ever shown the others.
#[derive(Default)]
struct GuestBook {
    last: RefCell<VecDeque<Vec<u8>>>,
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
        Visitor { book: self.clone(), written: Vec::new() }
    }
}
