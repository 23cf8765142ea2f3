//! Makes a page in each turn of the reactor, and never asks whether there is room.
//!
//! The check says: pages pile up for her

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use reactor::{
    Address, Factory, Failure, LineReceiver, LineTransport, Lines, Reactor, Time, Transport,
};

/// The length of a page, with its `\n`.
const PAGE: usize = 1000;

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or("127.0.0.1:8001".to_string());
    let pages = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(100);

    let reactor = Reactor::new();
    let press = Press { reactor: reactor.clone(), pages, made: Cell::new(0) };
    let port = reactor.listen_tcp_on(address, press)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

struct Press {
    reactor: Reactor,
    /// How many pages the book has.
    pages: u32,
    /// How many pages have been made, for all readers together.
    made: Cell<u32>,
}

impl Press {
    fn make_page(&self, number: u32) -> String {
        self.made.update(|made| made + 1);
        let head = format!("page {number} ");
        format!("{head:.<width$}\n", width = PAGE - 1)
    }
}

impl Factory for Press {
    type Protocol = Lines<Reader>;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Self::Protocol {
        Lines::from(Reader { press: self.clone(), reactor: self.reactor.clone() })
    }
}

struct Reader {
    press: Rc<Press>,
    reactor: Reactor,
}

impl LineReceiver for Reader {
    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        match line {
            b"print" => self.print(lines),
            b"made" => lines.send_line(self.press.made.get().to_string()),
            _ => lines.send_line("print, or made?"),
        }
    }
}

impl Reader {
    /// Sends the whole book, and closes.
    fn print(&self, transport: &Transport) {
        let (press, transport) = (self.press.clone(), transport.clone());
        Job { press, transport, next: 1 }.go_on(&self.reactor);
    }
}

/// A book that is being printed for one reader.
struct Job {
    press: Rc<Press>,
    transport: Transport,
    next: u32,
}

impl Job {
    fn go_on(mut self, reactor: &Reactor) {
        if self.next > self.press.pages {
            return self.transport.lose_connection();
        }
        self.transport.write(self.press.make_page(self.next));
        self.next += 1;
        let handle = reactor.clone();
        reactor.call_later(Duration::ZERO, move || self.go_on(&handle));
    }
}
