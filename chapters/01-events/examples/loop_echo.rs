//! An echo server on the hand-made loop: what comes in goes out again.
//!
//! ```text
//! cargo run -p events --example loop_echo [ADDRESS]
//! ```
//!
//! Beside it, run `nc 127.0.0.1 8000` (or telnet) in a second terminal, and in a
//! third; type, and press Ctrl-C when you have seen enough. `echo_tokio` does the
//! same on tokio. It prints `listening on 127.0.0.1:8000`, or whatever the address
//! is, and serves until it is killed.
//!
//! A simplification: a peer that sends as fast as we read keeps the loop to itself.
//! A real loop gives each socket a budget, and so will chapter 2.

use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use events::{EventLoop, Handler};
use mio::event::Source;
use mio::net::{TcpListener, TcpStream};
use mio::{Interest, Token};

/// How much of what one peer sends is held at a time. Nothing more is read from
/// it until it has taken this back, and so nobody can fill our memory.
const BUFFER_SIZE: usize = 4096;

/// How long to leave the door shut when nobody can be let in, for want of file
/// descriptors say. Asking again at once would keep the processor busy.
const PAUSE: Duration = Duration::from_millis(100);

fn main() -> ExitCode {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    match listen(&address).and_then(serve) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot serve on {address}: {error}");
            eprintln!("next step: give another address; 127.0.0.1:0 takes any free port");
            ExitCode::FAILURE
        }
    }
}

fn listen(address: &str) -> io::Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind(address)?;
    println!("listening on {}", listener.local_addr()?);
    io::stdout().flush()?;
    Ok(listener)
}

/// Serves until the loop fails.
// ANCHOR: serve
pub fn serve(listener: std::net::TcpListener) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let mut event_loop = EventLoop::new()?;
    let listener = TcpListener::from_std(listener);
    let doorkeeper = Doorkeeper { listener, shut_until: Instant::now() };
    event_loop.register(doorkeeper, Interest::READABLE)?;
    event_loop.run()
}
// ANCHOR_END: serve

// ANCHOR: doorkeeper
/// Lets everybody in.
struct Doorkeeper {
    listener: TcpListener,
    shut_until: Instant,
}

impl Doorkeeper {
    /// Accepts until it would block. One who has gone again while he waited in the
    /// queue is no reason to keep the others waiting.
    fn let_in(&self, event_loop: &mut EventLoop) -> io::Result<()> {
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => {
                    let interests = Interest::READABLE | Interest::WRITABLE;
                    event_loop.register(Echo { stream, unsent: Vec::new() }, interests)?;
                }
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Those who wait in the queue are no news to the system, and so we have to come
    /// back to them by ourselves.
    fn shut_for_a_while(&mut self, event_loop: &mut EventLoop, token: Token) {
        self.shut_until = Instant::now() + PAUSE;
        event_loop.call_later(PAUSE, move |event_loop| event_loop.dispatch(token));
    }
}

impl Handler for Doorkeeper {
    fn source(&mut self) -> &mut dyn Source {
        &mut self.listener
    }

    fn ready(&mut self, event_loop: &mut EventLoop, token: Token) {
        if Instant::now() < self.shut_until {
            return;
        }
        match self.let_in(event_loop) {
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => {
                eprintln!("cannot accept: {error}");
                self.shut_for_a_while(event_loop, token);
            }
            _ => {}
        }
    }
}
// ANCHOR_END: doorkeeper

// ANCHOR: echo
/// One connection, and what its peer has not taken back yet.
struct Echo {
    stream: TcpStream,
    unsent: Vec<u8>,
}

impl Echo {
    /// Goes on until the peer has said its last word and got it back. That it would
    /// block, now or before then, is an error too, as for any socket.
    fn echo(&mut self) -> io::Result<()> {
        let mut buffer = [0; BUFFER_SIZE];
        loop {
            self.flush()?;
            match self.stream.read(&mut buffer)? {
                0 => return Ok(()),
                length => self.unsent.extend_from_slice(&buffer[..length]),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        while !self.unsent.is_empty() {
            let sent = self.stream.write(&self.unsent)?;
            self.unsent.drain(..sent);
        }
        Ok(())
    }
}

impl Handler for Echo {
    fn source(&mut self) -> &mut dyn Source {
        &mut self.stream
    }

    fn ready(&mut self, event_loop: &mut EventLoop, token: Token) {
        match self.echo() {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            // It is over, or the peer has vanished. Either way nobody is left to tell.
            Ok(()) | Err(_) => event_loop.deregister(token),
        }
    }
}
// ANCHOR_END: echo
