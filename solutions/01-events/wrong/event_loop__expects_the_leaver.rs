//! Expects everybody whose time is over to be there still.
//!
//! The check says: one who has left before that is no trouble

use std::collections::HashMap;
use std::io::{self, ErrorKind, Read, Write};
use std::time::{Duration, Instant};

use events::Timers;
use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};

const DOOR: Token = Token(0);

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or("127.0.0.1:8000".to_string());
    let stay: u32 = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(60_000);

    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    serve(TcpListener::from_std(listener), Duration::from_millis(stay.into()))
}

/// The loop. It ends only when the system cannot wait for events any more.
fn serve(listener: TcpListener, stay: Duration) -> io::Result<()> {
    println!("listening on {}", listener.local_addr()?);
    let mut house = House::open(listener, stay)?;
    let mut events = Events::with_capacity(1024);
    loop {
        house.wait(&mut events)?;
        for event in &events {
            match event.token() {
                DOOR => house.let_in(),
                token => house.echo(token),
            }
        }
        for token in house.timers.take_due(Instant::now()) {
            let visitor = house.visitors.remove(&token);
            drop(visitor.expect("whose time is over is there"));
        }
    }
}

/// The door, and who is in. Dropping a visitor closes the connection.
struct House {
    poll: Poll,
    listener: TcpListener,
    visitors: HashMap<Token, Visitor>,
    timers: Timers<Token>,
    stay: Duration,
    next: Token,
}

impl House {
    fn open(mut listener: TcpListener, stay: Duration) -> io::Result<Self> {
        let poll = Poll::new()?;
        poll.registry().register(&mut listener, DOOR, Interest::READABLE)?;
        let (visitors, timers) = (HashMap::new(), Timers::new());
        Ok(House { poll, listener, visitors, timers, stay, next: Token(DOOR.0 + 1) })
    }

    /// Sleeps until something happens. A signal is no event of ours.
    fn wait(&mut self, events: &mut Events) -> io::Result<()> {
        let timeout = self.timers.next_timeout(Instant::now());
        match self.poll.poll(events, timeout) {
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(()),
            result => result,
        }
    }

    /// Lets in all who wait at the door: until it would block, since the system
    /// will not tell of them again.
    fn let_in(&mut self) {
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => self.show_in(stream),
                // That one has gone again; others may still wait.
                Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
                // Nobody else is there. Or there are no descriptors left: then those who
                // wait are let in with the next one who comes.
                Err(_) => return,
            }
        }
    }

    /// A visitor whose socket the system refuses to watch is turned away.
    fn show_in(&mut self, mut stream: TcpStream) {
        let token = self.next;
        self.next = Token(token.0 + 1);
        let interests = Interest::READABLE | Interest::WRITABLE;
        if self.poll.registry().register(&mut stream, token, interests).is_ok() {
            self.visitors.insert(token, Visitor::new(stream));
            self.timers.add(Instant::now() + self.stay, token);
        }
    }

    /// Serves one visitor, unless it has been put out already.
    fn echo(&mut self, token: Token) {
        let Some(visitor) = self.visitors.get_mut(&token) else { return };
        if !matches!(visitor.echo(), Ok(true)) {
            self.visitors.remove(&token);
        }
    }
}

/// A connection, and what came in on it and has not gone out yet.
struct Visitor {
    stream: TcpStream,
    unsent: Vec<u8>,
}

impl Visitor {
    fn new(stream: TcpStream) -> Self {
        Visitor { stream, unsent: Vec::new() }
    }

    /// Reads and writes until it would block. Returns whether the visitor is still
    /// there; with an error, if the connection failed.
    fn echo(&mut self) -> io::Result<bool> {
        match self.echo_all() {
            Ok(()) => Ok(false),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(true),
            Err(error) => Err(error),
        }
    }

    fn echo_all(&mut self) -> io::Result<()> {
        let mut buffer = [0; 4096];
        loop {
            while !self.unsent.is_empty() {
                let sent = self.stream.write(&self.unsent)?;
                self.unsent.drain(..sent);
            }
            match self.stream.read(&mut buffer)? {
                0 => return Ok(()),
                length => self.unsent.extend_from_slice(&buffer[..length]),
            }
        }
    }
}
