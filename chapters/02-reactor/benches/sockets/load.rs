//! The client: many connections, each sending its next message when the last
//! one has come back.

use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};
use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How much is asked of a server.
#[derive(Clone, Copy)]
pub struct Load {
    pub connections: usize,
    /// Bytes in a message.
    pub size: usize,
    /// How long is measured, after a warm-up of a quarter of that.
    pub time: Duration,
}

/// What came of it.
pub struct Measured {
    /// Round trips in a second.
    pub rate: f64,
    /// The seconds that the server's loop was busy for each of them.
    pub busy: f64,
}

struct Connection {
    stream: TcpStream,
    unsent: usize,
    received: usize,
}

impl Load {
    /// Echoes without a pause. `busy` is the server's processor time so far.
    pub fn run(&self, server: SocketAddr, busy: impl Fn() -> Duration) -> Measured {
        let mut poll = Poll::new().expect("a poll");
        let mut connections = self.connect(server, &poll);
        self.echo_for(self.time / 4, &mut poll, &mut connections);
        let (since, busy_before) = (Instant::now(), busy());
        let done = self.echo_for(self.time, &mut poll, &mut connections);
        Measured {
            rate: done / since.elapsed().as_secs_f64(),
            busy: busy().saturating_sub(busy_before).as_secs_f64() / done,
        }
    }

    /// How many round trips are done within the time.
    fn echo_for(&self, time: Duration, poll: &mut Poll, connections: &mut [Connection]) -> f64 {
        let message = vec![7; self.size];
        let mut buffer = vec![0; 256 * 1024];
        let (mut events, mut done) = (Events::with_capacity(1024), 0_u32);
        let since = Instant::now();
        while since.elapsed() < time {
            poll.poll(&mut events, Some(Duration::from_millis(100))).expect("events");
            for event in &events {
                let connection = &mut connections[event.token().0];
                done += connection.go_on(&message, &mut buffer).expect("the server echoes");
            }
        }
        f64::from(done)
    }

    fn connect(&self, server: SocketAddr, poll: &Poll) -> Vec<Connection> {
        let connect = |token| {
            let stream = std::net::TcpStream::connect(server).expect("the server accepts");
            stream.set_nodelay(true).expect("no delay");
            stream.set_nonblocking(true).expect("no blocking");
            let mut stream = TcpStream::from_std(stream);
            let interest = Interest::READABLE | Interest::WRITABLE;
            poll.registry().register(&mut stream, Token(token), interest).expect("registered");
            Connection { stream, unsent: self.size, received: 0 }
        };
        (0..self.connections).map(connect).collect()
    }
}

impl Connection {
    /// Sends and receives what can be; returns how many round trips are done.
    fn go_on(&mut self, message: &[u8], buffer: &mut [u8]) -> io::Result<u32> {
        let mut done = 0;
        loop {
            self.send(message)?;
            let received = match self.stream.read(buffer) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(received) => received,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(done),
                Err(error) => return Err(error),
            };
            self.received += received;
            if self.received == message.len() {
                (self.received, self.unsent) = (0, message.len());
                done += 1;
                self.send(message)?;
                if message.len() < buffer.len() / 4 {
                    return Ok(done);
                }
            }
        }
    }

    fn send(&mut self, message: &[u8]) -> io::Result<()> {
        while self.unsent > 0 {
            match self.stream.write(&message[message.len() - self.unsent..]) {
                Ok(sent) => self.unsent -= sent,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
