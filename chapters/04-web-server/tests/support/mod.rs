//! What the tests of this chapter share: a site that serves, and clients that speak
//! raw bytes to it.

#![allow(dead_code, reason = "each test file uses its own part of this")]

pub mod folder;

use reactor::Reactor;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use web_server::{Rendered, Request, Resource, Site};

/// Far longer than anything here takes on a busy machine.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// A site that serves in a thread of its own until this is dropped.
pub struct Server {
    address: SocketAddr,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    serving: Option<thread::JoinHandle<()>>,
}

impl Server {
    /// Serves the site that `make` makes. It runs in the site's thread, since
    /// nothing of a site may leave it.
    pub fn start(make: impl FnOnce(&Reactor) -> Site + Send + 'static) -> Self {
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let (tell, address) = mpsc::channel();
        let serving = thread::spawn(move || {
            let reactor = Reactor::new();
            reactor.set_stop_deadline(Duration::ZERO);
            let site = make(&reactor);
            let port = reactor.listen_tcp(0, site).expect("a free port");
            tell.send(port.get_host().to_string()).expect("somebody waits");
            let handle = reactor.clone();
            reactor.spawn(async move {
                let _ = stopped.await;
                handle.stop();
            });
            reactor.run().expect("the reactor runs");
        });
        let address = address.recv_timeout(DEADLINE).expect("the site serves");
        let address = address.parse().expect("host:port");
        Self { address, stop: Some(stop), serving: Some(serving) }
    }

    /// How a real client is told about a page.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn connect(&self) -> Client {
        let stream = TcpStream::connect_timeout(&self.address, DEADLINE).expect("it accepts");
        stream.set_read_timeout(Some(DEADLINE)).expect("a read deadline");
        stream.set_write_timeout(Some(DEADLINE)).expect("a write deadline");
        Client(stream)
    }

    /// What comes back of one request, until the server closes.
    pub fn ask(&self, request: impl AsRef<[u8]>) -> String {
        let mut client = self.connect();
        client.send(request);
        client.rest()
    }

    /// The answer to a GET, on a connection that is closed after it.
    pub fn get(&self, path: &str) -> String {
        self.ask(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(serving) = self.serving.take() {
            let ended = serving.join();
            if !thread::panicking() {
                ended.expect("the server does not panic");
            }
        }
    }
}

/// A client that says what it likes.
pub struct Client(pub TcpStream);

impl Client {
    pub fn send(&mut self, data: impl AsRef<[u8]>) {
        self.0.write_all(data.as_ref()).expect("the server reads");
    }

    /// As many bytes as this text has, which are to be this text.
    #[track_caller]
    pub fn expect(&mut self, text: &str) {
        let mut received = vec![0; text.len()];
        self.0.read_exact(&mut received).expect("the server answers");
        assert_eq!(String::from_utf8_lossy(&received), text);
    }

    /// The head of the next answer, with its empty line.
    pub fn head(&mut self) -> String {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            self.0.read_exact(&mut byte).expect("the server answers");
            head.extend(byte);
        }
        String::from_utf8(head).expect("a head is text")
    }

    /// All that comes until the end.
    pub fn rest(&mut self) -> String {
        let mut rest = Vec::new();
        self.0.read_to_end(&mut rest).expect("the server closes");
        String::from_utf8_lossy(&rest).into_owned()
    }

    pub fn half_close(&self) {
        self.0.shutdown(Shutdown::Write).expect("half closed");
    }

    /// Leaves so that the server sees a reset.
    pub fn vanish(self) {
        let socket = socket2::Socket::from(self.0);
        socket.set_linger(Some(Duration::ZERO)).expect("a socket that can be reset");
    }
}

/// The body of an answer that is not in chunks.
pub fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// The value of a header.
pub fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split_once("\r\n\r\n").map_or(answer, |(head, _)| head);
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// A leaf whose pages a closure renders, for every method.
pub struct Leaf<F>(pub F);

impl<F: Fn(&Request) -> Rendered + 'static> Resource for Leaf<F> {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render(&self, request: &Request) -> Rendered {
        self.0(request)
    }
}
