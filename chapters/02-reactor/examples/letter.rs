//! A letter counts when its connection was closed in order, and not when it broke.
//!
//! ```sh
//! cargo run --example letter
//! ```
//!
//! It prints
//!
//! ```text
//! a letter: 'Dear Bob, yes. Alice'
//! half a letter, from one who vanished
//! half a letter: Connection was aborted locally.
//! ```

use reactor::{
    ConnectionAborted, ConnectionDone, ConnectionLost, Failure, InMemory, Protocol, Transport,
};

#[derive(Default)]
struct Letter {
    text: Vec<u8>,
}

// ANCHOR: protocol
impl Protocol for Letter {
    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        self.text.extend_from_slice(data);
    }

    fn connection_lost(&mut self, _transport: &Transport, reason: &Failure) {
        if reason.check::<ConnectionDone>().is_some() {
            println!("a letter: '{}'", self.text.escape_ascii());
        } else if reason.check::<ConnectionLost>().is_some_and(ConnectionLost::was_reset) {
            println!("half a letter, from one who vanished");
        } else {
            println!("half a letter: {reason}");
        }
    }
}
// ANCHOR_END: protocol

/// What becomes of a letter whose connection ends like this.
fn write_letter(pieces: &[&str], reason: impl Into<Failure>) {
    let mut connection = InMemory::new(Letter::default());
    for piece in pieces {
        connection.receive(piece.as_bytes());
    }
    connection.lose(reason);
}

fn main() {
    write_letter(&["Dear Bob, ", "yes. Alice"], ConnectionDone);
    let reset = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    write_letter(&["Dear Bob, "], ConnectionLost(reset));
    write_letter(&["Dear Bob, no"], ConnectionAborted);
}
