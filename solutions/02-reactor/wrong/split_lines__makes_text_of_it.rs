//! Takes each packet for text, which it need not be: and half of a character is none.
//!
//! The check says: make no text of them

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
        let delimiter = String::from_utf8_lossy(&self.delimiter);
        let text =
            format!("{}{}", String::from_utf8_lossy(&self.buffer), String::from_utf8_lossy(data));
        let mut rest = &*text;
        while let Some((line, behind)) = rest.split_once(&*delimiter) {
            tell(line.as_bytes());
            rest = behind;
        }
        self.buffer = rest.as_bytes().to_vec();
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
