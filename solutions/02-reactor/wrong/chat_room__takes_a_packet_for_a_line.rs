//! Takes whatever a packet holds for one line.
//!
//! The check says: A name may come in two packets

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};

/// A guest for whom more than this waits does not read, and is put out.
const MOST_UNREAD: usize = 1024 * 1024;

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Room::default())?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

/// Who is there, in the order of the alphabet.
#[derive(Default)]
struct Room {
    guests: RefCell<BTreeMap<Vec<u8>, Transport>>,
}

impl Factory for Room {
    type Protocol = Guest;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Self::Protocol {
        Guest { room: self.clone(), name: None }
    }
}

impl Room {
    fn is_free(&self, name: &[u8]) -> bool {
        !self.guests.borrow().contains_key(name)
    }

    fn tell_all_but(&self, name: &[u8], message: &[&[u8]]) {
        for (other, lines) in self.guests.borrow().iter() {
            if other != name {
                send_line(lines, message.concat());
            }
        }
    }

    fn names(&self) -> Vec<u8> {
        let names: Vec<Vec<u8>> = self.guests.borrow().keys().cloned().collect();
        names.join(&b", "[..])
    }
}

/// A guest has no name before it is registered.
struct Guest {
    room: Rc<Room>,
    name: Option<Vec<u8>>,
}

impl Protocol for Guest {
    fn connection_made(&mut self, lines: &Transport) {
        lines.set_write_limit(MOST_UNREAD);
        send_line(lines, "What is your name?");
    }

    fn data_received(&mut self, lines: &Transport, data: &[u8]) {
        let line = data.trim_ascii_end();
        match self.name.clone() {
            None => self.register(lines, line),
            Some(name) => self.chat(lines, &name, line),
        }
    }

    fn connection_lost(&mut self, _lines: &Transport, _reason: &Failure) {
        if let Some(name) = self.name.take() {
            self.room.guests.borrow_mut().remove(&name);
            self.room.tell_all_but(&name, &[b"* ", &name, b" has left"]);
        }
    }
}

impl Guest {
    fn register(&mut self, lines: &Transport, name: &[u8]) {
        if !is_a_name(name) || !self.room.is_free(name) {
            send_line(lines, "Choose another name.");
            return;
        }
        send_line(lines, [b"Welcome, ", name, b"."].concat());
        self.room.tell_all_but(name, &[b"* ", name, b" has come"]);
        self.room.guests.borrow_mut().insert(name.to_vec(), lines.clone());
        self.name = Some(name.to_vec());
    }

    fn chat(&self, lines: &Transport, name: &[u8], line: &[u8]) {
        let (word, rest) = split_word(line);
        match word {
            b"/who" => send_line(lines, [b"Here: ", &self.room.names()[..]].concat()),
            b"/msg" => self.whisper(lines, name, rest),
            b"/quit" => {
                send_line(lines, "Bye.");
                lines.lose_connection();
            }
            _ if word.starts_with(b"/") => send_line(lines, "No such command."),
            _ => self.room.tell_all_but(name, &[name, b": ", line]),
        }
    }

    fn whisper(&self, lines: &Transport, name: &[u8], rest: &[u8]) {
        let (to, text) = split_word(rest);
        match self.room.guests.borrow().get(to) {
            Some(other) => send_line(other, [name, b" tells you: ", text].concat()),
            None => send_line(lines, [b"Nobody here is called ", to, b"."].concat()),
        }
    }
}

fn send_line(transport: &Transport, line: impl AsRef<[u8]>) {
    transport.write_sequence([line.as_ref(), b"\r\n"]);
}

fn is_a_name(name: &[u8]) -> bool {
    !name.is_empty() && !name.starts_with(b"/") && !name.contains(&b' ')
}

/// The first word, and what is behind the space.
fn split_word(line: &[u8]) -> (&[u8], &[u8]) {
    match line.iter().position(|byte| *byte == b' ') {
        Some(space) => (&line[..space], &line[space + 1..]),
        None => (line, b""),
    }
}
