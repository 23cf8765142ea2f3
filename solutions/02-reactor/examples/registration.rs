//! A name is written down when it is granted, and not before: so whoever leaves
//! without one has nothing to give back.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use reactor::{Address, Failure, LineReceiver, LineTransport, Lines, Reactor};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());
    let reactor = Reactor::new();
    let names = Names::default();
    let factory =
        move |_: &Address| Lines::from(Guest { names: names.clone(), state: State::Register });
    let port = reactor.listen_tcp_on(address, factory)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

/// The names of those who are there, which all guests share.
type Names = Rc<RefCell<BTreeSet<Vec<u8>>>>;

struct Guest {
    names: Names,
    state: State,
}

enum State {
    Register,
    Registered { name: Vec<u8> },
}

impl LineReceiver for Guest {
    fn connection_made(&mut self, lines: &LineTransport) {
        lines.send_line("What is your name?");
    }

    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        match &self.state {
            State::Register => self.register(lines, line.trim_ascii()),
            State::Registered { name } => lines.send_line([name, &b": "[..], line].concat()),
        }
    }

    fn connection_lost(&mut self, _lines: &LineTransport, _reason: &Failure) {
        if let State::Registered { name } = &self.state {
            self.names.borrow_mut().remove(name);
        }
    }
}

impl Guest {
    fn register(&mut self, lines: &LineTransport, name: &[u8]) {
        if name.is_empty() {
            lines.send_line("You need a name, choose one");
            return;
        }
        if !self.names.borrow_mut().insert(name.to_vec()) {
            lines.send_line([name, b" is taken, choose another"].concat());
            return;
        }
        lines.send_line([b"Welcome, ", name].concat());
        self.state = State::Registered { name: name.to_vec() };
    }
}
