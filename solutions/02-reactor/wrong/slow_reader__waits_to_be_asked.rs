//! Registers as a push producer, and waits to be asked: which is for the other kind.
//!
//! The check says: One kind of producer is asked for every piece

use std::cell::Cell;
use std::rc::Rc;

use reactor::{
    Address, Factory, Failure, LineReceiver, LineTransport, Lines, Producer, Reactor, Transport,
};

/// The length of a page, with its `\n`.
const PAGE: usize = 1000;

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or("127.0.0.1:8001".to_string());
    let pages = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(100);

    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Press { pages, made: Cell::new(0) })?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

struct Press {
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
        Lines::from(Reader { press: self.clone() })
    }
}

struct Reader {
    press: Rc<Press>,
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
        let job = Job { press, transport: transport.clone(), next: Cell::new(1) };
        transport.register_push_producer(Rc::new(job));
        transport.lose_connection();
    }
}

/// A book that is being printed for one reader.
struct Job {
    press: Rc<Press>,
    transport: Transport,
    next: Cell<u32>,
}

impl Producer for Job {
    fn pause_producing(&self) {}

    fn resume_producing(&self) {
        let number = self.next.get();
        if number <= self.press.pages {
            self.transport.write(self.press.make_page(number));
            self.next.set(number + 1);
        } else {
            self.transport.unregister_producer();
        }
    }

    fn stop_producing(&self) {}
}
