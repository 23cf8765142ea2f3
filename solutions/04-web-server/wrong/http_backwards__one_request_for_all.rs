//! Keeps the lines in the factory, where all connections share them.
//!
//! The check says: Two clients

use std::cell::RefCell;
use std::rc::Rc;

use reactor::{Address, Factory, Failure, LineReceiver, LineTransport, Lines, Reactor};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8002".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Mirrors::default())?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

/// The lines of the request that is coming, for all connections.
struct Mirror {
    lines: Rc<RefCell<Vec<Vec<u8>>>>,
}

impl LineReceiver for Mirror {
    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        if !line.is_empty() {
            self.lines.borrow_mut().push(line.to_vec());
        } else if !self.lines.borrow().is_empty() {
            self.answer(lines);
        }
    }
}

impl Mirror {
    fn answer(&mut self, lines: &LineTransport) {
        let request = self.lines.take();
        let with_end = |line| [line, b"\r\n".to_vec()].concat();
        let body: Vec<u8> = request.into_iter().rev().flat_map(with_end).collect();
        lines.send_line("HTTP/1.1 200 OK");
        lines.send_line("Content-Type: text/plain");
        lines.send_line(format!("Content-Length: {}", body.len()));
        lines.send_line("");
        lines.write(body);
    }
}

#[derive(Default)]
struct Mirrors {
    lines: Rc<RefCell<Vec<Vec<u8>>>>,
}

impl Factory for Mirrors {
    type Protocol = Lines<Mirror>;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Self::Protocol {
        Lines::from(Mirror { lines: self.lines.clone() })
    }
}
