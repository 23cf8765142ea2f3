//! # slow_reader
//!
//! A press prints a book for everyone who says `print`: its pages in their order, and
//! then the connection is closed. Who says `made` is told how many pages have been
//! made until now, for all readers together. `slow_reader ADDRESS PAGES`
//!
//! A reader may be slow, or not read at all, and pages must not pile up for him: a
//! page is made when the ones before it are on their way. The other readers do not
//! wait for him.
//!
//! Write `print`, and the producer's methods.
//!
//! Read:  book/src/02-reactor/back-pressure.md
//! Run:   cargo xtask run slow_reader 127.0.0.1:8001 100
//! Check: cargo xtask check slow_reader

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
        // TODO: register a job with the transport.
        todo!("begin to print")
    }
}

/// A book that is being printed for one reader.
struct Job {
    press: Rc<Press>,
    transport: Transport,
    /// The number of the page that is next.
    next: Cell<u32>,
}

impl Producer for Job {
    fn pause_producing(&self) {}

    fn resume_producing(&self) {
        // TODO: the next page; or, behind the last one, the end of the job.
        todo!("go on printing")
    }

    fn stop_producing(&self) {}
}
