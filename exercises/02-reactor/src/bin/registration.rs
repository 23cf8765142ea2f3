//! # registration
//!
//! The first state of a chat: who comes is asked for a name, and what the guest says
//! after that is said back under this name.
//!
//! ```text
//! ← What is your name?              → alice
//! ← alice is taken, choose another  →
//! ← You need a name, choose one     → bob
//! ← Welcome, bob                    → hello
//! ← bob: hello
//! ```
//!
//! Space around a name does not count, and any other bytes may be a name. A name is
//! taken as long as the guest is there who was welcomed by it, and no longer. A guest
//! who was sent to choose another is still to give a name.
//!
//! Read:  book/src/02-reactor/chat.md
//! Run:   cargo xtask run registration 127.0.0.1:8001
//! Check: cargo xtask check registration

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
        // TODO: whose name is free now?
        todo!("the guest leaves")
    }
}

impl Guest {
    fn register(&mut self, lines: &LineTransport, name: &[u8]) {
        // TODO: refuse the name, or write it down and go on to the next state.
        todo!("the guest says a name")
    }
}
