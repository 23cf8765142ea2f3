//! Closes the connection of a guest whose name is taken, in place of asking for another.
//!
//! The check says: that guest stays

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
        Lines::from(Guest { desk: self.clone(), state: State::Register })
    }
}

struct Guest {
    desk: Rc<Desk>,
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
            self.desk.names.borrow_mut().remove(name);
        }
    }
}

impl Guest {
    fn register(&mut self, lines: &LineTransport, name: &[u8]) {
        if name.is_empty() {
            lines.send_line("You need a name, choose one");
            return;
        }
        if !self.desk.names.borrow_mut().insert(name.to_vec()) {
            lines.send_line([name, b" is taken, choose another"].concat());
            lines.lose_connection();
            return;
        }
        lines.send_line([b"Welcome, ", name].concat());
        self.state = State::Registered { name: name.to_vec() };
    }
}
