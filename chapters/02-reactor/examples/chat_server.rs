//! A chat by lines, with a protocol that is a small state machine: a visitor
//! registers a name, and then chats.
//!
//! ```sh
//! cargo run --example chat_server   # listens on 127.0.0.1:8001
//! cargo run --example chat_client   # in as many terminals as you like
//! ```
//!
//! A line ends with `\r\n`; a bare `\n` ends none. The server prints nothing
//! but where it listens. The same in plain tokio is `chat_server_tokio`.

use reactor::{Address, Factory, Failure, LineReceiver, LineTransport, Lines, Reactor};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A visitor who reads so slowly that this much waits for him is sent away:
/// what the others say must not fill the memory.
const MOST_UNREAD: usize = 1024 * 1024;

// ANCHOR: protocol
struct ChatProtocol {
    factory: Rc<ChatFactory>,
    state: State,
}

enum State {
    Register,
    Chat { name: Vec<u8> },
}

impl LineReceiver for ChatProtocol {
    fn connection_made(&mut self, lines: &LineTransport) {
        lines.set_write_limit(MOST_UNREAD);
        lines.send_line("What is your name?");
    }

    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        match &self.state {
            State::Register => self.register(lines, line),
            State::Chat { name } => self.broadcast(lines, &[&b"<"[..], name, b">", line].concat()),
        }
    }

    fn connection_lost(&mut self, lines: &LineTransport, _reason: &Failure) {
        if let State::Chat { name } = &self.state {
            self.factory.users.borrow_mut().remove(name);
            self.broadcast(lines, &[&name[..], b" has left the channel"].concat());
        }
    }
}
// ANCHOR_END: protocol

// ANCHOR: states
impl ChatProtocol {
    fn register(&mut self, lines: &LineTransport, name: &[u8]) {
        if self.factory.users.borrow().contains_key(name) {
            lines.send_line("Name token,choose another");
            return;
        }
        lines.send_line([&b"welcome "[..], name].concat());
        self.broadcast(lines, &[name, b" has joined the channel"].concat());
        self.factory.users.borrow_mut().insert(name.to_vec(), lines.clone());
        self.state = State::Chat { name: name.to_vec() };
    }

    /// Tells everybody else.
    fn broadcast(&self, me: &LineTransport, message: &[u8]) {
        for user in self.factory.users.borrow().values() {
            if user != me {
                user.send_line(message);
            }
        }
    }
}
// ANCHOR_END: states

// ANCHOR: factory
#[derive(Default)]
struct ChatFactory {
    users: RefCell<BTreeMap<Vec<u8>, LineTransport>>,
}

impl Factory for ChatFactory {
    type Protocol = Lines<ChatProtocol>;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Self::Protocol {
        Lines::from(ChatProtocol { factory: self.clone(), state: State::Register })
    }
}
// ANCHOR_END: factory

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8001".into());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, ChatFactory::default())?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
