//! Says `too long` for every thousand bytes of the line.
//!
//! The check says: answers more than once

use reactor::{Address, Failure, Protocol, Reactor, Transport};

/// The length of the longest line, in bytes, without its `\n`.
const MAX_LENGTH: usize = 1000;

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, |_: &Address| Backwards::default())?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

#[derive(Default)]
struct Backwards {
    /// What has come of a line that has not ended yet.
    line: Vec<u8>,
    /// That line is too long, and has been answered.
    skipping: bool,
}

impl Protocol for Backwards {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        for piece in data.split_inclusive(|byte| *byte == b'\n') {
            match piece.strip_suffix(b"\n") {
                None => self.go_on(transport, piece),
                Some(last) => {
                    self.go_on(transport, last);
                    self.end_line(transport);
                }
            }
        }
    }
}

impl Backwards {
    fn go_on(&mut self, transport: &Transport, piece: &[u8]) {
        if self.line.len() + piece.len() <= MAX_LENGTH {
            self.line.extend_from_slice(piece);
            return;
        }
        transport.write("too long\n");
        self.line.clear();
        self.skipping = true;
    }

    fn end_line(&mut self, transport: &Transport) {
        if !self.skipping {
            answer(transport, &self.line);
        }
        self.line.clear();
        self.skipping = false;
    }
}

fn answer(transport: &Transport, line: &[u8]) {
    let backwards: Vec<u8> = line.iter().rev().copied().collect();
    transport.write_sequence([&backwards, &b"\n"[..]]);
}
