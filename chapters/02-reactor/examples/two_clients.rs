//! Two clients of one factory, and the order in which things happen.
//!
//! ```sh
//! cargo run --example two_clients
//! ```
//!
//! The clients are played by hand, in memory: so it is always the same order, and
//! `main` says what happens next. What the program prints is the question of the
//! exercise `event_order`.

use reactor::{Address, ConnectionDone, Factory, Failure, InMemory, Protocol, Transport};
use std::cell::Cell;
use std::rc::Rc;

// ANCHOR: protocol
struct Clerk {
    number: usize,
    pieces: usize,
}

impl Protocol for Clerk {
    fn connection_made(&mut self, _transport: &Transport) {
        println!("{}: connection_made", self.number);
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        self.pieces += 1;
        println!("{}: data_received '{}'", self.number, data.escape_ascii());
        if data == b"bye" {
            transport.lose_connection();
            println!("{}: closing", self.number);
        }
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        println!("{}: connection_lost after {} pieces", self.number, self.pieces);
    }
}
// ANCHOR_END: protocol

// ANCHOR: factory
#[derive(Default)]
struct Office {
    clerks: Cell<usize>,
}

impl Factory for Office {
    type Protocol = Clerk;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Clerk {
        self.clerks.update(|count| count + 1);
        println!("build_protocol for client {}", self.clerks.get());
        Clerk { number: self.clerks.get(), pieces: 0 }
    }
}
// ANCHOR_END: factory

// ANCHOR: main
fn main() {
    let office = Rc::new(Office::default());
    let mut anna = InMemory::connect(&office);
    anna.receive(b"good day");
    let mut bert = InMemory::connect(&office);
    bert.receive(b"hello");
    anna.receive(b"by");
    bert.receive(b"bye");
    anna.receive(b"e");
    bert.lose(ConnectionDone);
    anna.lose(ConnectionDone);
}
// ANCHOR_END: main
