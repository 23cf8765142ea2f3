//! Aborts all the same, only a moment later.
//!
//! The check says: does not see the end

use reactor::{Address, Failure, LineReceiver, LineTransport, Lines, Reactor, Time};
use std::time::Duration;

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());
    let reactor = Reactor::new();
    let handle = reactor.clone();
    let build = move |_: &Address| Lines::from(Counter { reactor: handle.clone() });
    let port = reactor.listen_tcp_on(address, build)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

/// Hands out goods by the byte.
struct Counter {
    reactor: Reactor,
}

impl LineReceiver for Counter {
    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        match number(line) {
            Some(count) => {
                lines.write(vec![b'x'; count]);
                lines.send_line("that was all");
                let lines = lines.clone();
                let abort = move || lines.abort_connection();
                self.reactor.call_later(Duration::from_millis(1), abort);
            }
            None => lines.abort_connection(),
        }
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
