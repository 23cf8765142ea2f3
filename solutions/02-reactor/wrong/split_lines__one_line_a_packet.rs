//! Tells no more than one line for each packet.
//!
//! The check says: Each of them is told

use reactor::{ConnectionDone, Failure, InMemory, Protocol, Transport};

fn main() {
    let mut args = std::env::args().skip(1);
    let delimiter = args.next().filter(|arg| !arg.is_empty()).unwrap_or(r"\r\n".to_string());
    let packets: Vec<String> = args.collect();

    for packets in packets.split(|arg| arg == "/") {
        let delimiter = bytes(&delimiter);
        let mut connection = InMemory::new(LineTeller { delimiter, buffer: Vec::new() });
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
}

impl Protocol for LineTeller {
    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        self.buffer.extend_from_slice(data);
        if let Some(length) = find(&self.buffer, &self.delimiter) {
            tell(&self.buffer[..length]);
            self.buffer.drain(..length + self.delimiter.len());
        }
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        println!("left over: \"{}\"", self.buffer.escape_ascii());
    }
}

fn find(data: &[u8], delimiter: &[u8]) -> Option<usize> {
    data.windows(delimiter.len()).position(|window| window == delimiter)
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
