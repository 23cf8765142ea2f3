//! Peers with names talk to a program, and one transcript says who said what.
//!
//! The check says what happens next, and waits until it has happened: so the
//! transcript's order is the script's, and never a matter of luck.

mod calls;
mod held;
mod http;
mod luck;
mod peers;
mod serving;

pub use calls::Served;

use std::collections::BTreeMap;
use std::net::SocketAddr;

use super::exam::{Exam, Step};
use super::exit::Exit;
use super::host::Host;
use super::peer::Peer;
use super::program::Program;
use super::run::panic_in;
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
        let lines = program.lines();
        exam.note_lines(&lines[..before.min(lines.len())]);
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
        self.exam.note_lines(&self.program.lines()[self.lines_seen..]);
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
    ///
    /// A server goes on for ever. So the check does not pass if the program has
    /// ended before this, or has panicked where nobody was looking.
    pub fn finish(mut self) {
        self.finished = true;
        let end = self.program.end_it("the end of the check");
        if let Some(verdict) = panic_in(&self.program.lines()).or(end.err()) {
            self.note_all_that_was_printed();
            self.exam.unseen.get_or_insert(verdict);
        }
    }

    fn note_all_that_was_printed(&mut self) {
        self.exam.note("[all that the program printed]");
        self.exam.note_lines(&self.program.lines());
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
        let expected = format!("{before}{}", self.exam.as_noted(wanted));
        Err(Verdict::Differs { expected, got: self.exam.transcript.trim_end().to_owned() })
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
            self.note_all_that_was_printed();
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
