//! # event_loop
//!
//! Write the loop, and an echo server runs on it. On the door of this one stands
//! how long a visitor may stay. `event_loop ADDRESS MILLISECONDS` holds to this:
//!
//! 1. It prints `listening on 127.0.0.1:PORT`, and serves all who come, at once.
//! 2. What a visitor sends comes back, to that visitor and nobody else. After the
//!    last word comes the end.
//! 3. A visitor who vanishes is no trouble to the others, nor to those who come.
//! 4. Who has been there for MILLISECONDS is put out: the connection is closed.
//! 5. One thread does it all. When nothing happens it sleeps.
//!
//! `Visitor` is there; the rest of `serve` is yours. `events::Timers` may help.
//!
//! Read:  book/src/01-events/whole-loop.md
//! Run:   cargo xtask run event_loop 127.0.0.1:8000 20000
//! Check: cargo xtask check event_loop

use std::io::{self, ErrorKind, Read, Write};
use std::time::Duration;

use mio::net::{TcpListener, TcpStream};

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
    // TODO: say where it listens. Then: a `mio::Poll`, the visitors by their tokens,
    // and what is to be done in each turn.
    todo!("wait for events, and dispatch them")
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
