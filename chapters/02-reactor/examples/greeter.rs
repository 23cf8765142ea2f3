//! A protocol that is handed lines, however the stream is cut.
//!
//! ```sh
//! cargo run --example greeter
//! ```
//!
//! It prints
//!
//! ```text
//! 3 bytes come
//! 3 bytes come
//! 9 bytes come
//!   Hello, Alice
//!   Hello, Bob
//! 4 bytes come
//!   Hello, Carol
//! ```

use reactor::{InMemory, LineReceiver, LineTransport, Lines};

// ANCHOR: protocol
struct Greeter;

impl LineReceiver for Greeter {
    fn line_received(&mut self, lines: &LineTransport, name: &[u8]) {
        lines.send_line([b"Hello, ", name].concat());
    }
}
// ANCHOR_END: protocol

// ANCHOR: main
fn main() {
    let mut connection = InMemory::new(Lines::from(Greeter));
    for packet in [&b"Ali"[..], b"ce\r", b"\nBob\r\nCar", b"ol\r\n"] {
        connection.receive(packet);
        println!("{} bytes come", packet.len());
        for line in String::from_utf8_lossy(&connection.written()).lines() {
            println!("  {line}");
        }
    }
}
// ANCHOR_END: main
