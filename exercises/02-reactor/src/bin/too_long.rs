//! # too_long
//!
//! A server that answers each line with the same line backwards. A line ends with
//! `\n`:
//!
//! ```text
//! → hello
//! ← olleh
//! ```
//!
//! A peer may also send a line that never ends. So a line of more than 1000 bytes
//! (the `\n` does not count) is answered with `too long`: once, and as soon as the
//! 1001st byte is there, whether it ends or not. The rest of it is skipped, and kept
//! nowhere. The connection stays open, and the lines behind it are answered as ever.
//!
//! Read:  book/src/02-reactor/lines.md
//! Run:   cargo xtask run too_long 127.0.0.1:8001
//! Check: cargo xtask check too_long

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
        // TODO: `data` may hold the end of one line, several whole ones, and the
        // beginning of another.
        todo!("answer what has ended, keep what may still end in time, skip the rest")
    }
}

fn answer(transport: &Transport, line: &[u8]) {
    let backwards: Vec<u8> = line.iter().rev().copied().collect();
    transport.write_sequence([&backwards, &b"\n"[..]]);
}
