//! The client: many connections, each asking again when its page has come.

use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream as Blocking};
use std::time::{Duration, Instant};

const QUICK: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
const SLOW: &[u8] = b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// The quick pages of which [`delay`] takes the median.
const QUICK_PAGES: usize = 101;

/// How much is asked of a server.
#[derive(Clone, Copy)]
pub struct Load {
    pub connections: usize,
    /// How long is measured, after a warm-up of a quarter of that.
    pub time: Duration,
}

/// What came of it.
pub struct Measured {
    /// Pages in a second.
    pub rate: f64,
    /// The seconds that the server's loop was busy for each of them.
    pub busy: f64,
}

struct Connection {
    stream: TcpStream,
    received: usize,
}

impl Load {
    /// Asks without a pause. `busy` is the server's processor time so far.
    pub fn run(&self, server: SocketAddr, busy: impl Fn() -> Duration) -> Measured {
        let mut poll = Poll::new().expect("a poll");
        let (mut connections, length) = self.connect(server, &poll);
        Self::ask_for(self.time / 4, &mut poll, &mut connections, length);
        let (since, busy_before) = (Instant::now(), busy());
        let pages = Self::ask_for(self.time, &mut poll, &mut connections, length);
        Measured {
            rate: pages / since.elapsed().as_secs_f64(),
            busy: busy().saturating_sub(busy_before).as_secs_f64() / pages,
        }
    }

    /// How many pages come within the time.
    fn ask_for(
        time: Duration,
        poll: &mut Poll,
        connections: &mut [Connection],
        length: usize,
    ) -> f64 {
        let (mut events, mut pages) = (Events::with_capacity(1024), 0_u32);
        let since = Instant::now();
        while since.elapsed() < time {
            poll.poll(&mut events, Some(Duration::from_millis(100))).expect("events");
            for event in &events {
                let connection = &mut connections[event.token().0];
                pages += u32::from(connection.go_on(length).expect("the server answers"));
            }
        }
        f64::from(pages)
    }

    /// Each connection asks for its first page. All answers have the same length.
    fn connect(&self, server: SocketAddr, poll: &Poll) -> (Vec<Connection>, usize) {
        let length = ask(&mut connected(server), QUICK).expect("the server answers");
        let connect = |token| {
            let mut stream = connected(server);
            stream.write_all(QUICK).expect("the server listens");
            stream.set_nonblocking(true).expect("no blocking");
            let mut stream = TcpStream::from_std(stream);
            poll.registry()
                .register(&mut stream, Token(token), Interest::READABLE)
                .expect("registered");
            Connection { stream, received: 0 }
        };
        ((0..self.connections).map(connect).collect(), length)
    }
}

impl Connection {
    /// Receives what has come; asks again if that was the page. Says whether it was.
    fn go_on(&mut self, length: usize) -> io::Result<bool> {
        let mut buffer = [0; 4096];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(received) => self.received += received,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(false),
                Err(error) => return Err(error),
            }
            assert!(self.received <= length, "one answer is longer than another");
            if self.received == length {
                self.received = 0;
                // So little always fits, when nothing else is under way.
                return self.stream.write_all(QUICK).map(|()| true);
            }
        }
    }
}

fn connected(server: SocketAddr) -> Blocking {
    let stream = Blocking::connect(server).expect("the server accepts");
    stream.set_nodelay(true).expect("no delay");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
    stream
}

/// Asks for a page, and gives the length of the whole answer.
fn ask(stream: &mut Blocking, question: &[u8]) -> io::Result<usize> {
    stream.write_all(question)?;
    let mut answer = BufReader::new(stream);
    let (mut length, mut body) = (0, 0);
    loop {
        let mut line = String::new();
        length += answer.read_line(&mut line)?;
        let line = line.trim_end().to_ascii_lowercase();
        assert!(length < 4096, "an answer's head has an end");
        if line.is_empty() {
            break;
        }
        if let Some(said) = line.strip_prefix("content-length:") {
            body = said.trim().parse().expect("a length");
        }
    }
    answer.read_exact(&mut vec![0; body])?;
    Ok(length + body)
}

/// How long a quick page takes, in the middle, while so many slow ones are made.
pub fn delay(server: SocketAddr, slow: usize) -> Duration {
    let mut busy: Vec<_> = (0..slow).map(|_| connected(server)).collect();
    for connection in &mut busy {
        connection.write_all(SLOW).expect("the server listens");
    }
    let mut quick = connected(server);
    let mut times: Vec<_> = (0..QUICK_PAGES).map(|_| time(&mut quick)).collect();
    for connection in &busy {
        connection.set_nonblocking(true).expect("no blocking");
        let early = connection.peek(&mut [0]).expect_err("a slow page is slower than the rest");
        assert_eq!(early.kind(), ErrorKind::WouldBlock);
    }
    times.sort();
    times[QUICK_PAGES / 2]
}

fn time(stream: &mut Blocking) -> Duration {
    let since = Instant::now();
    ask(stream, QUICK).expect("the server answers");
    since.elapsed()
}
