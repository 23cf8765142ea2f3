//! Notes the name before it is granted, and gives it back whether it was or not.
//!
//! The check says: Only who was welcomed by a name gives it back

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use reactor::{Address, Factory, Failure, LineReceiver, LineTransport, Lines, Reactor};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Desk::default())?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

/// The names of those who are there.
#[derive(Default)]
struct Desk {
    names: RefCell<BTreeSet<Vec<u8>>>,
}

impl Factory for Desk {
    type Protocol = Lines<Guest>;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Self::Protocol {
        Lines::from(Guest { desk: self.clone(), state: State::Register, asked_for: Vec::new() })
    }
}

struct Guest {
    desk: Rc<Desk>,
    state: State,
    asked_for: Vec<u8>,
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
        self.desk.names.borrow_mut().remove(&self.asked_for);
    }
}

impl Guest {
    fn register(&mut self, lines: &LineTransport, name: &[u8]) {
        if name.is_empty() {
            lines.send_line("You need a name, choose one");
            return;
        }
        self.asked_for = name.to_vec();
        if !self.desk.names.borrow_mut().insert(name.to_vec()) {
            lines.send_line([name, b" is taken, choose another"].concat());
            return;
        }
        lines.send_line([b"Welcome, ", name].concat());
        self.state = State::Registered { name: name.to_vec() };
    }
}
