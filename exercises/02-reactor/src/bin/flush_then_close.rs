//! # flush_then_close
//!
//! A visitor asks for a number of bytes, is sent so many and a last line, and then
//! the connection is closed:
//!
//! ```text
//! → 5
//! ← xxxxxthat was all
//! (the end)
//! ```
//!
//! Who asks for anything else is thrown out: the connection is broken off.
//!
//! The program compiles, and nobody gets all that was asked for. Mend `line_received`.
//!
//! Read:  book/src/02-reactor/closing.md
//! Run:   cargo xtask run flush_then_close 127.0.0.1:8001
//! Check: cargo xtask check flush_then_close

use reactor::{Address, Failure, LineReceiver, LineTransport, Lines, Reactor};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, |_: &Address| Lines::from(Counter))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

/// Hands out goods by the byte.
struct Counter;

impl LineReceiver for Counter {
    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        // TODO: when is it true that all is written?
        if let Some(count) = number(line) {
            lines.write(vec![b'x'; count]);
            lines.send_line("that was all");
        }
        lines.abort_connection();
    }

    fn connection_lost(&mut self, _lines: &LineTransport, reason: &Failure) {
        println!("gone: {reason}");
    }
}

/// A number up to ten million.
fn number(line: &[u8]) -> Option<usize> {
    let number = std::str::from_utf8(line).ok()?.parse().ok()?;
    (number <= 10_000_000).then_some(number)
}
