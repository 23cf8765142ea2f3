//! A pull producer makes one page each time it is asked, and it is asked when
//! everything is written. So never more than one page waits for a reader.

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
    let job = Job { press: press.clone(), transport: transport.clone(), next: Cell::new(1) };
    transport.register_pull_producer(Rc::new(job));
    transport.lose_connection();
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
