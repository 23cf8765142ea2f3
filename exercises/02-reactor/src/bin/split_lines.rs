//! # split_lines
//!
//! A stream carries bytes and no lines: it may be cut anywhere. Find the lines again.
//! Each one ends with the delimiter, which is no part of it. The first argument is the
//! delimiter, the others are the packets of a connection; behind a `/` come those of
//! another connection:
//!
//! ```text
//! $ cargo xtask run split_lines '\r\n' 'al' 'ice\r' '\n\r\nbob\r\nca' / 'dave\r\n'
//! line: "alice"
//! line: ""
//! line: "bob"
//! left over: "ca"
//! line: "dave"
//! left over: ""
//! ```
//!
//! A line is told as soon as its delimiter has come, and what is no whole line yet is
//! left in `buffer`. Any byte may stand in a line, and in a delimiter.
//!
//! Read:  book/src/02-reactor/lines.md
//! Run:   cargo xtask run split_lines '\r\n' 'al' 'ice\r' '\nbob'
//! Check: cargo xtask check split_lines

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
        // TODO: call `tell` for each line that is whole now.
        todo!("find the lines")
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
