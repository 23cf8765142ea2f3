//! Peers with names talk to a program, and one transcript says who said what.
//!
//! The check says what happens next, and waits until it has happened: so the
//! transcript's order is the script's, and never a matter of luck.

mod held;
mod luck;

use std::collections::BTreeMap;
use std::net::SocketAddr;

use super::exam::{Exam, Step};
use super::exit::Exit;
use super::host::Host;
use super::peer::{Heard, Peer, shown};
use super::program::Program;
use super::redact::Redaction;
use crate::verdict::Verdict;

/// How a program that serves says where: `listening on 127.0.0.1:8000`.
const LISTENING: &str = "listening on ";

/// A program, and the peers that talk to it.
///
/// The program serves, and peers [`connect`](Conversation::connect) to it; or it
/// is a client, and calls a peer, which [`accept`](Conversation::accept)s.
#[derive(Debug)]
pub struct Conversation<'exam> {
    exam: &'exam mut Exam,
    program: Program,
    address: SocketAddr,
    host: Option<Host>,
    peers: BTreeMap<String, Peer>,
    /// How many lines of the output stand in the transcript, or were waited for.
    lines_seen: usize,
    /// The check has seen all that it wanted: what the program has printed
    /// meanwhile is a matter of luck, and is left out.
    finished: bool,
}

impl<'exam> Conversation<'exam> {
    /// Waits until the program listens.
    pub(super) fn with_server(exam: &'exam mut Exam, program: Program) -> Step<Self> {
        let found = listening_line(&program);
        let before = found.as_ref().map_or(usize::MAX, |(index, _)| *index);
        if found.is_err() {
            program.kill();
        }
        for line in program.lines().into_iter().take(before) {
            exam.note(&format!("| {line}"));
        }
        let (index, address) = found?;
        exam.note(&format!("| {LISTENING}{address}"));
        let address = address.parse().map_err(|_| Verdict::Refused { address })?;
        let mut conversation = Conversation::new(exam, program, address);
        conversation.lines_seen = index + 1;
        Ok(conversation)
    }

    /// The program will call the host.
    pub(super) fn with_client(
        exam: &'exam mut Exam,
        program: Program,
        address: SocketAddr,
        host: Host,
    ) -> Self {
        let mut conversation = Conversation::new(exam, program, address);
        conversation.host = Some(host);
        conversation
    }

    fn new(exam: &'exam mut Exam, program: Program, address: SocketAddr) -> Self {
        let peers = BTreeMap::new();
        Conversation { exam, program, address, host: None, peers, lines_seen: 0, finished: false }
    }

    /// Where the program listens; or where it calls, if it is a client.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

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
        let Ok(peer) = Peer::connect(self.address, self.program.deadline()) else {
            let address = Redaction::Ports.apply(&self.address.to_string());
            return Err(Verdict::Refused { address });
        };
        self.exam.note(&format!("{name} connects"));
        self.peers.insert(name.to_owned(), peer);
        Ok(())
    }

    /// A peer takes the call of a program that is a client.
    ///
    /// # Errors
    ///
    /// The program ends, or its time is over, before it calls.
    pub fn accept(&mut self, name: &str) -> Step {
        let host = self.host.as_ref().expect("only a check of a client accepts");
        let Some(stream) = host.next_call() else {
            return Err(self.program.why_not(&format!("its call to {name}")));
        };
        self.peers.insert(name.to_owned(), Peer::new(stream, self.program.deadline()));
        self.note(&format!("{name} is called"))
    }

    /// A peer sends data.
    ///
    /// # Errors
    ///
    /// The connection is gone, or the program does not read.
    pub fn send(&mut self, name: &str, data: &[u8]) -> Step {
        let sent = self.peer(name).send(data);
        let line = format!("{name} > {}", shown(data));
        match sent {
            Ok(()) => self.note(&line),
            Err(_) => self.differs(&line, &format!("{line}\n{name} cannot send that")),
        }
    }

    /// A peer receives exactly this.
    ///
    /// # Errors
    ///
    /// It receives something else, or too little until the end or the deadline.
    pub fn receive(&mut self, name: &str, expected: &[u8]) -> Step {
        let line = |data: &[u8]| format!("{name} < {}", shown(data));
        let wanted = line(expected);
        let heard = self.peer(name).hear_as(expected);
        let data = self.heard(name, heard, &wanted)?;
        if data == expected { self.note(&wanted) } else { self.differs(&wanted, &line(&data)) }
    }

    /// So many bytes; fewer end the check.
    fn hear(&mut self, name: &str, length: usize, wanted: &str) -> Step<Vec<u8>> {
        let heard = self.peer(name).hear(length);
        self.heard(name, heard, wanted)
    }

    fn heard(&mut self, name: &str, heard: Heard, wanted: &str) -> Step<Vec<u8>> {
        let line = |data: &[u8]| format!("{name} < {}", shown(data));
        match heard {
            Heard::Data(data) => Ok(data),
            Heard::End(data) => {
                self.differs(wanted, &format!("{}\n{name} sees the end", line(&data)))
            }
            Heard::Reset(data) => {
                self.differs(wanted, &format!("{}\n{name} sees a reset", line(&data)))
            }
            Heard::TooLate(data) => {
                let waiting_for = format!("{wanted}, with only {} there", shown(&data));
                Err(self.program.why_not(&waiting_for))
            }
        }
    }

    /// A peer sees the end of the stream, and nothing before it.
    ///
    /// # Errors
    ///
    /// Something else comes, or nothing until the deadline.
    pub fn receive_end(&mut self, name: &str) -> Step {
        let wanted = format!("{name} sees the end");
        match self.peer(name).hear(1) {
            Heard::End(_) => self.note(&wanted),
            Heard::Data(data) => self.differs(&wanted, &format!("{name} < {}", shown(&data))),
            Heard::Reset(_) => self.differs(&wanted, &format!("{name} sees a reset")),
            Heard::TooLate(_) => Err(self.program.why_not(&wanted)),
        }
    }

    /// A peer sees that the connection was broken off, and nothing before it.
    ///
    /// # Errors
    ///
    /// Something else comes, or nothing until the deadline.
    pub fn receive_reset(&mut self, name: &str) -> Step {
        let wanted = format!("{name} sees a reset");
        match self.peer(name).hear(1) {
            Heard::Reset(_) => self.note(&wanted),
            Heard::Data(data) => self.differs(&wanted, &format!("{name} < {}", shown(&data))),
            Heard::End(_) => self.differs(&wanted, &format!("{name} sees the end")),
            Heard::TooLate(_) => Err(self.program.why_not(&wanted)),
        }
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

    /// Names the mistake that it would show if one of the steps from here on
    /// failed, until another one is named.
    pub fn if_this_fails(&mut self, words: &str) {
        self.exam.suspicion = Some(words.to_owned());
    }

    /// The next line that the program prints begins like this.
    ///
    /// # Errors
    ///
    /// It is another line; or the program ends, or hits a limit, before it.
    pub fn prints(&mut self, start: &str) -> Step {
        let line = self.program.wait_for_line(self.lines_seen, &format!("a line `{start}…`"))?;
        self.lines_seen += 1;
        let shown = format!("| {line}");
        if line.starts_with(start) {
            return self.note(&shown);
        }
        self.differs(&format!("| {start}…"), &shown)
    }

    /// The program ends by itself. What it has printed since the last line that
    /// was waited for goes into the transcript.
    ///
    /// # Errors
    ///
    /// It hits a limit before.
    pub fn wait_for_end(mut self) -> Step<Exit> {
        let exit = self.program.wait_for_end()?;
        for line in self.program.lines().split_off(self.lines_seen) {
            self.exam.note(&format!("| {line}"));
        }
        self.exam.note(&format!("[{exit}]"));
        self.finished = true;
        Ok(exit)
    }

    /// The program has never held more than so many bytes of memory until now.
    /// Only Linux tells; elsewhere this step always goes well.
    ///
    /// # Errors
    ///
    /// It has held more.
    pub fn memory_stays_below(&mut self, bytes: usize) -> Step {
        let mib = |bytes: usize| bytes / (1024 * 1024);
        let wanted = format!("[it has never held more than {} MiB of memory]", mib(bytes));
        match self.program.peak_memory() {
            Some(peak) if peak > bytes => {
                self.differs(&wanted, &format!("[it has held {} MiB of memory]", mib(peak)))
            }
            _ => self.note(&wanted),
        }
    }

    /// Steps that would fill pages: when all go well, the transcript has
    /// `summary` in their place.
    ///
    /// # Errors
    ///
    /// A step's; then all of them stand in the transcript.
    pub fn in_short(&mut self, summary: &str, steps: impl FnOnce(&mut Self) -> Step) -> Step {
        let before = self.exam.transcript.len();
        steps(self)?;
        self.exam.transcript.truncate(before);
        self.note(summary)
    }

    /// The check has seen all that it wanted, and ends the program.
    pub fn finish(mut self) {
        self.finished = true;
    }

    /// A step that went well.
    #[expect(clippy::unnecessary_wraps, reason = "it ends a step, so it is a step's result")]
    fn note(&mut self, line: &str) -> Step {
        self.exam.note(line);
        Ok(())
    }

    /// What was to come next did not: that is where the check ends.
    fn differs<T>(&mut self, wanted: &str, got: &str) -> Step<T> {
        let before = self.exam.transcript.clone();
        self.exam.note(got);
        let expected = format!("{before}{wanted}");
        Err(Verdict::Differs { expected, got: self.exam.transcript.trim_end().to_owned() })
    }

    fn peer(&mut self, name: &str) -> &mut Peer {
        self.peers
            .get_mut(name)
            .unwrap_or_else(|| panic!("the check lets {name} speak unconnected"))
    }

    fn leave(&mut self, name: &str) -> Peer {
        self.peers.remove(name).unwrap_or_else(|| panic!("the check lets {name} leave unconnected"))
    }
}

impl Drop for Conversation<'_> {
    fn drop(&mut self) {
        self.program.kill();
        if self.finished {
            self.exam.suspicion = None;
        } else {
            // What it printed last may still be on its way to us.
            let _ = self.program.wait_for_end();
            self.exam.note("[all that the program printed]");
            self.exam.note_output(&self.program);
        }
    }
}

/// The line on which the program says where it listens, and what it says.
fn listening_line(program: &Program) -> Step<(usize, String)> {
    let wanted = format!("the line `{LISTENING}ADDRESS`");
    let index = program.wait_for_start(LISTENING, &wanted).map_err(|verdict| match verdict {
        Verdict::TimedOut { seconds, .. } => Verdict::NeverListened { seconds },
        other => other,
    })?;
    let line = program.wait_for_line(index, &wanted)?;
    Ok((index, line[LISTENING.len()..].to_owned()))
}
