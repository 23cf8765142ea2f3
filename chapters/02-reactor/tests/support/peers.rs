//! The raw end of connections, acting as a recorded scenario says.

use super::DEADLINE;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::time::Instant;

/// One thing that was done or seen on one connection.
#[derive(Clone, Deserialize)]
pub struct Step {
    pub conn: String,
    pub op: String,
    #[serde(default)]
    pub data: String,
}

impl Step {
    /// One character of a recorded string is one byte.
    pub fn bytes(&self) -> Vec<u8> {
        self.data.chars().map(|byte| u8::try_from(byte).expect("one byte")).collect()
    }
}

/// The other end of the program's connections.
#[derive(Default)]
pub struct Peers(pub BTreeMap<String, TcpStream>);

impl Peers {
    pub fn of(&mut self, step: &Step) -> &mut TcpStream {
        self.0.get_mut(&step.conn).expect("a connection is opened first")
    }

    pub fn act(&mut self, step: &Step) {
        match &*step.op {
            "send" | "server>" => self.send(step),
            "recv" | "client>" => self.receive(step),
            "eof" | "client>eof" => self.expect_end(step),
            "shutdown_write" => self.of(step).shutdown(Shutdown::Write).expect("half closed"),
            "close" => self.close(step),
            "server>eof" => drop(self.0.remove(&step.conn)),
            other => panic!("there is no operation {other}"),
        }
    }

    fn send(&mut self, step: &Step) {
        // The program may have closed already, which the scenario shows next.
        let _ = self.of(step).write_all(&step.bytes());
    }

    fn receive(&mut self, step: &Step) {
        let expected = step.bytes();
        let mut received = vec![0; expected.len()];
        let outcome = self.of(step).read_exact(&mut received);
        outcome.unwrap_or_else(|error| panic!("{} waits for {:?}: {error}", step.conn, step.data));
        assert_eq!(received.escape_ascii().to_string(), expected.escape_ascii().to_string());
    }

    /// Closes, and waits until the server has noticed: what comes next must not
    /// overtake it.
    fn close(&mut self, step: &Step) {
        let mut stream = self.0.remove(&step.conn).expect("a connection is opened first");
        stream.shutdown(Shutdown::Write).expect("half closed");
        let end = stream.read_to_end(&mut Vec::new());
        end.unwrap_or_else(|error| panic!("{} waits for the end: {error}", step.conn));
    }

    fn expect_end(&mut self, step: &Step) {
        let mut rest = Vec::new();
        match self.of(step).read_to_end(&mut rest) {
            Ok(_) => assert!(rest.is_empty(), "{} got {}", step.conn, rest.escape_ascii()),
            // A twin closes with input unread, which the system shows as a reset.
            Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
        }
    }
}

/// What each connection's client says first.
pub fn first_words(steps: &[Step]) -> BTreeMap<String, Vec<u8>> {
    let mut words = BTreeMap::new();
    for step in steps.iter().filter(|step| step.op == "client>" || step.op == "recv") {
        words.entry(step.conn.clone()).or_insert_with(|| step.bytes());
    }
    words
}

/// A program that connects several times does so in any order: what it says
/// tells which connection is which.
pub fn accept_by_first_words(
    listener: &TcpListener,
    mut words: BTreeMap<String, Vec<u8>>,
) -> Peers {
    let mut peers = Peers::default();
    while !words.is_empty() {
        let mut stream = accept(listener);
        let mut said = Vec::new();
        while !words.values().any(|word| *word == said) {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("the program speaks first");
            said.extend(byte);
        }
        let name = words.iter().find(|(_, word)| **word == said).map(|(name, _)| name.clone());
        let name = name.expect("it is known");
        words.remove(&name);
        peers.0.insert(name, stream);
    }
    peers
}

fn accept(listener: &TcpListener) -> TcpStream {
    listener.set_nonblocking(true).expect("no blocking");
    let deadline = Instant::now() + DEADLINE;
    loop {
        match listener.accept() {
            Ok((stream, _)) => {
                stream.set_nonblocking(false).expect("blocking");
                stream.set_read_timeout(Some(DEADLINE)).expect("a read deadline");
                return stream;
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock && Instant::now() < deadline => {
                std::thread::yield_now();
            }
            Err(error) => panic!("the program does not connect: {error}"),
        }
    }
}
