//! What peers do: they come, speak, hear, and leave.

use std::net::SocketAddr;

use super::Conversation;
use crate::examiner::exam::Step;
use crate::examiner::peer::{Heard, Peer, shown};
use crate::examiner::redact::Redaction;
use crate::verdict::Verdict;

/// How a connection may end, as a transcript says it.
const END: &str = "the end";
const RESET: &str = "a reset";

impl Conversation<'_> {
    /// The address of a peer that is connected, as the program sees it: for a check
    /// of what the program says about its peers. Transcripts hide the port.
    ///
    /// # Panics
    ///
    /// The system does not tell.
    pub fn address_of(&self, name: &str) -> SocketAddr {
        let peer = self.peers.get(name).expect("the check asks for one who is connected");
        peer.address().expect("a connected socket has an address")
    }

    /// A new peer connects.
    ///
    /// # Errors
    ///
    /// The program takes no connection.
    pub fn connect(&mut self, name: &str) -> Step {
        let Ok(peer) = Peer::connect(self.address, &self.program) else {
            let address = Redaction::Ports.apply(&self.address.to_string());
            return Err(Verdict::Refused { address });
        };
        self.peers.insert(name.to_owned(), peer);
        self.note(&format!("{name} connects"))
    }

    /// A peer takes the call of a program that is a client.
    ///
    /// # Errors
    ///
    /// The program ends, or its time is over, before it calls.
    pub fn accept(&mut self, name: &str) -> Step {
        let host = self.host.as_ref().expect("only a check of a client accepts");
        let Some(stream) = host.next_call(&self.program) else {
            return Err(self.program.why_not(&format!("its call to {name}")));
        };
        self.peers.insert(name.to_owned(), Peer::new(stream, &self.program));
        self.note(&format!("{name} is called"))
    }

    /// A peer sends data.
    ///
    /// # Errors
    ///
    /// The connection is gone, or the program does not read.
    pub fn send(&mut self, name: &str, data: &[u8]) -> Step {
        self.send_as(name, data, &format!("{name} > {}", shown(data)))
    }

    /// A peer sends data, which the transcript has as this line.
    pub(super) fn send_as(&mut self, name: &str, data: &[u8], line: &str) -> Step {
        match self.peer(name).send(data) {
            Ok(()) => self.note(line),
            Err(_) => self.differs(line, &format!("{line}\n{name} cannot send that")),
        }
    }

    /// A peer receives exactly this.
    ///
    /// # Errors
    ///
    /// It receives something else, or too little until the end or the deadline.
    pub fn receive(&mut self, name: &str, expected: &[u8]) -> Step {
        let wanted = hears(name, expected);
        let heard = self.peer(name).hear_as(expected);
        let data = self.heard(name, heard, &wanted)?;
        if data == expected {
            return self.note(&wanted);
        }
        self.differs(&wanted, &hears(name, &data))
    }

    /// So many bytes; fewer end the check.
    pub(super) fn hear(&mut self, name: &str, length: usize, wanted: &str) -> Step<Vec<u8>> {
        let heard = self.peer(name).hear(length);
        self.heard(name, heard, wanted)
    }

    fn heard(&mut self, name: &str, heard: Heard, wanted: &str) -> Step<Vec<u8>> {
        let (data, ending) = match heard {
            Heard::Data(data) => return Ok(data),
            Heard::End(data) => (data, END),
            Heard::Reset(data) => (data, RESET),
            Heard::TooLate(data) => {
                let waiting_for = format!("{wanted}, with only {} there", shown(&data));
                return Err(self.program.why_not(&waiting_for));
            }
        };
        self.differs(wanted, &format!("{}\n{}", hears(name, &data), sees(name, ending)))
    }

    /// A peer sees the end of the stream, and nothing before it.
    ///
    /// # Errors
    ///
    /// Something else comes, or nothing until the deadline.
    pub fn receive_end(&mut self, name: &str) -> Step {
        self.see(name, END)
    }

    /// A peer sees that the connection was broken off, and nothing before it.
    ///
    /// # Errors
    ///
    /// Something else comes, or nothing until the deadline.
    pub fn receive_reset(&mut self, name: &str) -> Step {
        self.see(name, RESET)
    }

    fn see(&mut self, name: &str, ending: &str) -> Step {
        let wanted = sees(name, ending);
        let got = match self.peer(name).hear(1) {
            Heard::Data(data) => hears(name, &data),
            Heard::End(_) => sees(name, END),
            Heard::Reset(_) => sees(name, RESET),
            Heard::TooLate(_) => return Err(self.program.why_not(&wanted)),
        };
        if got == wanted { self.note(&wanted) } else { self.differs(&wanted, &got) }
    }

    /// A peer says that it will send nothing more, and goes on listening.
    ///
    /// # Errors
    ///
    /// The connection is gone.
    pub fn half_close(&mut self, name: &str) -> Step {
        let line = format!("{name} has said all");
        match self.peer(name).half_close() {
            Ok(()) => self.note(&line),
            Err(_) => self.differs(&line, &format!("{name} is gone already")),
        }
    }

    /// A peer closes its connection.
    ///
    /// # Errors
    ///
    /// None today; a step like the others.
    pub fn close(&mut self, name: &str) -> Step {
        drop(self.leave(name));
        self.note(&format!("{name} closes"))
    }

    /// A peer vanishes: the program sees a reset, not an end.
    ///
    /// # Errors
    ///
    /// The connection is gone.
    pub fn vanish(&mut self, name: &str) -> Step {
        let line = format!("{name} vanishes");
        match self.leave(name).vanish() {
            Ok(()) => self.note(&line),
            Err(_) => self.differs(&line, &format!("{name} is gone already")),
        }
    }

    pub(super) fn peer(&mut self, name: &str) -> &mut Peer {
        self.peers
            .get_mut(name)
            .unwrap_or_else(|| panic!("the check lets {name} speak unconnected"))
    }

    fn leave(&mut self, name: &str) -> Peer {
        self.peers.remove(name).unwrap_or_else(|| panic!("the check lets {name} leave unconnected"))
    }
}

fn hears(name: &str, data: &[u8]) -> String {
    format!("{name} < {}", shown(data))
}

fn sees(name: &str, ending: &str) -> String {
    format!("{name} sees {ending}")
}
