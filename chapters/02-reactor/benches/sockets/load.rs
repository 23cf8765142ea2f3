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

struct Connection {
    stream: TcpStream,
    unsent: usize,
    received: usize,
}

impl Load {
    /// Counts the round trips that the server does in the time.
    pub fn run(&self, server: SocketAddr) -> u64 {
        let mut poll = Poll::new().expect("a poll");
        let mut connections = self.connect(server, &poll);
        let message = vec![7; self.size];
        let mut buffer = vec![0; 256 * 1024];
        let mut events = Events::with_capacity(1024);
        let mut done = 0;
        let (mut start, mut warm_up) = (Instant::now(), true);
        loop {
            poll.poll(&mut events, Some(Duration::from_millis(100))).expect("events");
            if warm_up && start.elapsed() > self.time / 4 {
                (start, warm_up, done) = (Instant::now(), false, 0);
            }
            if !warm_up && start.elapsed() > self.time {
                return done;
            }
            for event in &events {
                let connection = &mut connections[event.token().0];
                done += connection.go_on(&message, &mut buffer).expect("the server echoes");
            }
        }
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
    fn go_on(&mut self, message: &[u8], buffer: &mut [u8]) -> io::Result<u64> {
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
