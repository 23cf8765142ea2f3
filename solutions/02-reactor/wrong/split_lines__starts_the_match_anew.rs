//! Counts how much of the delimiter has come, and counts from zero again when the next
//! byte does not fit: the real one may have begun in between.
//!
//! The check says: in `aaab` stands `aab`

use reactor::{ConnectionDone, Failure, InMemory, Protocol, Transport};

fn main() {
    let mut args = std::env::args().skip(1);
    let delimiter = args.next().filter(|arg| !arg.is_empty()).unwrap_or(r"\r\n".to_string());
    let packets: Vec<String> = args.collect();

    for packets in packets.split(|arg| arg == "/") {
        let delimiter = bytes(&delimiter);
        let mut connection =
            InMemory::new(LineTeller { delimiter, buffer: Vec::new(), matched: 0 });
        for packet in packets {
            connection.receive(&bytes(packet));
        }
        connection.lose(ConnectionDone);
    }
}

struct LineTeller {
    delimiter: Vec<u8>,
    /// What has come, and is no whole line yet.
    buffer: Vec<u8>,
    matched: usize,
}

impl Protocol for LineTeller {
    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        for &byte in data {
            self.buffer.push(byte);
            self.matched = if self.delimiter[self.matched] == byte {
                self.matched + 1
            } else {
                usize::from(self.delimiter[0] == byte)
            };
            if self.matched == self.delimiter.len() {
                tell(&self.buffer[..self.buffer.len() - self.matched]);
                self.buffer.clear();
                self.matched = 0;
            }
        }
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        println!("left over: \"{}\"", self.buffer.escape_ascii());
    }
}

fn tell(line: &[u8]) {
    println!("line: \"{}\"", line.escape_ascii());
}

/// The bytes that an argument stands for: `\r`, `\n`, and any one as `\xff`.
fn bytes(arg: &str) -> Vec<u8> {
    let arg = arg.replace(r"\r", r"\x0d").replace(r"\n", r"\x0a");
    let mut parts = arg.split(r"\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, text) = part.split_at_checked(2).unwrap_or((part, ""));
        bytes.push(u8::from_str_radix(code, 16).unwrap_or(b'?'));
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes
}
