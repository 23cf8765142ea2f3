//! Closes in order, for those who ask for nonsense, too.
//!
//! The check says: is thrown out

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
        match number(line) {
            Some(count) => {
                lines.write(vec![b'x'; count]);
                lines.send_line("that was all");
                lines.lose_connection();
            }
            None => lines.lose_connection(),
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
