//! # slow_reader
//!
//! A press prints a book for everyone who says `print`: its pages in their order, and
//! then the connection is closed. Who says anything else is told how many pages have
//! been made until now, for all readers together. `slow_reader ADDRESS PAGES`
//!
//! A reader may be slow, or not read at all, and pages must not pile up for him: a
//! page is made when the ones before it are on their way. The other readers do not
//! wait for him. Write `print`, and how it goes on.
//!
//! Read:  book/src/02-reactor/back-pressure.md
//! Run:   cargo xtask run slow_reader 127.0.0.1:8001 100
//! Check: cargo xtask check slow_reader

use std::cell::Cell;
use std::rc::Rc;

use reactor::{Address, Failure, LineReceiver, LineTransport, Lines, Producer, Reactor, Transport};

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or("127.0.0.1:8001".to_string());
    let pages = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(100);

    let reactor = Reactor::new();
    let press = Rc::new(Press { pages, made: Cell::new(0) });
    let factory = move |_: &Address| Lines::from(Reader { press: press.clone() });
    let port = reactor.listen_tcp_on(address, factory)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

struct Press {
    /// How many pages the book has.
    pages: u32,
    /// How many have been made, for all readers together.
    made: Cell<u32>,
}

impl Press {
    fn make_page(&self, number: u32) -> String {
        self.made.update(|made| made + 1);
        format!("{:.<999}\n", format!("page {number} "))
    }
}

struct Reader {
    press: Rc<Press>,
}

impl LineReceiver for Reader {
    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        match line {
            b"print" => print(&self.press, lines),
            _ => lines.send_line(self.press.made.get().to_string()),
        }
    }
}

/// Sends the whole book, and closes.
fn print(press: &Rc<Press>, transport: &Transport) {
    // TODO: register a job with the transport.
    todo!("begin to print")
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
