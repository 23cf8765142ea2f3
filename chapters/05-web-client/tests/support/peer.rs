//! A server of raw bytes, in a thread of its own.

use super::DEADLINE;
use socket2::SockRef;
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// A server that follows a script.
pub struct Peer<T> {
    address: SocketAddr,
    script: thread::JoinHandle<T>,
}

/// Starts a server that follows this script, and is over at its end.
pub fn peer<T: Send + 'static>(script: impl FnOnce(&Door) -> T + Send + 'static) -> Peer<T> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    // Of an accept, too, this is the deadline.
    SockRef::from(&listener).set_read_timeout(Some(DEADLINE)).expect("a deadline");
    let address = listener.local_addr().expect("an address");
    Peer { address, script: thread::spawn(move || script(&Door(listener))) }
}

impl<T> Peer<T> {
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What the script made of it.
    ///
    /// # Panics
    ///
    /// The script did.
    #[track_caller]
    pub fn saw(self) -> T {
        self.script.join().expect("the server is content")
    }
}

/// Where clients come in.
pub struct Door(TcpListener);

impl Door {
    /// The next client.
    pub fn accept(&self) -> Talk {
        let (stream, _) = self.0.accept().expect("a client comes");
        stream.set_read_timeout(Some(DEADLINE)).expect("a deadline");
        stream.set_write_timeout(Some(DEADLINE)).expect("a deadline");
        stream.set_nodelay(true).expect("no delay");
        Talk(stream)
    }

    /// Answers the next client's request with these bytes, and closes.
    pub fn answer(&self, answer: impl AsRef<[u8]>) -> String {
        let mut talk = self.accept();
        let request = talk.request();
        talk.send(answer);
        request
    }
}

/// The conversation with one client.
pub struct Talk(TcpStream);

impl Talk {
    pub fn send(&mut self, data: impl AsRef<[u8]>) {
        self.0.write_all(data.as_ref()).expect("the client reads");
    }

    /// Sends, unless the client has gone. Says whether it is still there.
    pub fn offer(&mut self, data: impl AsRef<[u8]>) -> bool {
        match self.0.write_all(data.as_ref()) {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::WouldBlock => panic!("the client is stuck"),
            Err(_) => false,
        }
    }

    /// Sends this again and again until the client goes; the number of its bytes that
    /// were sent.
    pub fn flood(&mut self, piece: &[u8]) -> usize {
        std::iter::repeat_with(|| self.offer(piece)).take_while(|there| *there).count()
            * piece.len()
    }

    /// The same, but byte by byte, and between them a pause in which the client may
    /// go.
    pub fn drip(&mut self, text: &[u8]) {
        let pause = Some(Duration::from_millis(1));
        self.0.set_read_timeout(pause).expect("a pause");
        for byte in text.iter().cycle() {
            let gone = match self.0.read(&mut [0]) {
                Err(error) => error.kind() != ErrorKind::WouldBlock,
                Ok(length) => length == 0,
            };
            if gone || !self.offer([*byte]) {
                return;
            }
        }
    }

    /// Sends so many bytes, unless the client takes no more. Says how many it took.
    pub fn send_until_stuck(&mut self, bytes: usize) -> usize {
        self.0.set_write_timeout(Some(Duration::from_millis(200))).expect("a deadline");
        let piece = vec![b'x'; 64 * 1024];
        let mut sent = 0;
        while sent < bytes {
            match self.0.write(&piece[..piece.len().min(bytes - sent)]) {
                Ok(length) => sent += length,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => panic!("the client has gone: {error}"),
            }
        }
        self.0.set_write_timeout(Some(DEADLINE)).expect("a deadline");
        sent
    }

    /// The head of the next request, with its empty line.
    pub fn head(&mut self) -> String {
        self.until("\r\n\r\n")
    }

    /// All that comes, as far as this text.
    pub fn until(&mut self, end: &str) -> String {
        let mut text = Vec::new();
        while !text.ends_with(end.as_bytes()) {
            text.extend(self.bytes(1));
        }
        String::from_utf8_lossy(&text).into_owned()
    }

    /// The next request; its body, too, if its length is said.
    pub fn request(&mut self) -> String {
        let head = self.head();
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
        let body = self.bytes(length.map_or(0, |length| length.parse().expect("a number")));
        head + &String::from_utf8_lossy(&body)
    }

    /// Exactly so many bytes.
    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes).expect("the client sends");
        bytes
    }

    /// All that comes until the client closes the connection, or breaks it.
    pub fn rest(&mut self) -> String {
        let mut rest = Vec::new();
        // What came before it broke is kept.
        let _ = self.0.read_to_end(&mut rest);
        String::from_utf8_lossy(&rest).into_owned()
    }

    /// Waits until the client has closed the connection, or broken it.
    #[track_caller]
    pub fn is_left(&mut self) {
        let mut buffer = [0; 4096];
        loop {
            match self.0.read(&mut buffer) {
                Ok(0) => return,
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => panic!("it stays"),
                Err(_) => return,
            }
        }
    }

    /// For who speaks more than plain bytes.
    pub fn into_stream(self) -> TcpStream {
        self.0
    }

    /// Sends nothing more. The client may have gone already.
    pub fn half_close(&self) {
        let _ = self.0.shutdown(Shutdown::Write);
    }

    /// Breaks the connection: the client sees a reset.
    pub fn reset(self) {
        SockRef::from(&self.0).set_linger(Some(Duration::ZERO)).expect("it can be reset");
    }
}
