//! What the tests of this chapter share: deadlines, peers on real sockets, and
//! a protocol that writes down what happens to it.

#![allow(dead_code, reason = "each test file uses its own part of this")]

pub mod peers;
pub mod program;

use reactor::{Address, ClientFactory, Connector, Factory, Failure, Protocol, Reactor, Transport};
use std::cell::RefCell;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::rc::Rc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Far longer than anything here takes on a busy machine.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// Runs a test in a thread of its own, and fails when it does not end.
pub fn in_time<T: Send + 'static>(test: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, is_done) = mpsc::channel();
    let tester = thread::spawn(move || {
        let result = test();
        let _ = done.send(());
        result
    });
    let timed_out = is_done.recv_timeout(DEADLINE) == Err(mpsc::RecvTimeoutError::Timeout);
    assert!(!timed_out, "the test did not end within {DEADLINE:?}");
    tester.join().unwrap_or_else(|payload| std::panic::resume_unwind(payload))
}

/// Runs the reactor as long as a peer, in a thread of its own, has things to do.
pub fn run_with_peer<T: Send + 'static>(
    reactor: &Reactor,
    script: impl FnOnce() -> T + Send + 'static,
) -> T {
    let (done, is_done) = tokio::sync::oneshot::channel::<()>();
    let peer = thread::spawn(move || {
        let result = script();
        drop(done);
        result
    });
    let handle = reactor.clone();
    reactor.spawn(async move {
        let _ = is_done.await;
        handle.stop();
    });
    reactor.run().expect("the reactor runs");
    peer.join().unwrap_or_else(|payload| std::panic::resume_unwind(payload))
}

/// A blocking socket that never blocks for ever.
pub fn connect(server: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect_timeout(&server, DEADLINE).expect("the server accepts");
    stream.set_read_timeout(Some(DEADLINE)).expect("a read deadline");
    stream.set_write_timeout(Some(DEADLINE)).expect("a write deadline");
    stream
}

/// What comes back of a message.
pub fn echo_of(stream: &mut TcpStream, message: &[u8]) -> Vec<u8> {
    stream.write_all(message).unwrap();
    let mut echo = vec![0; message.len()];
    stream.read_exact(&mut echo).unwrap();
    echo
}

/// A port where nobody listens, and which nobody else can take meanwhile.
pub fn deserted_port() -> (socket2::Socket, SocketAddr) {
    let any: SocketAddr = (Ipv4Addr::LOCALHOST, 0).into();
    let socket =
        socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).expect("a socket");
    socket.bind(&any.into()).expect("a free port");
    let address = socket.local_addr().ok().and_then(|address| address.as_socket());
    (socket, address.expect("an address"))
}

/// Makes the peer see a reset instead of an end.
pub fn reset(stream: TcpStream) {
    let socket = socket2::Socket::from(stream);
    socket.set_linger(Some(Duration::ZERO)).expect("a socket that can be reset");
}

/// What happened, in order.
#[derive(Clone, Default)]
pub struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    pub fn add(&self, entry: impl Into<String>) {
        self.0.borrow_mut().push(entry.into());
    }

    pub fn take(&self) -> Vec<String> {
        self.0.take()
    }

    pub fn entries(&self) -> Vec<String> {
        self.0.borrow().clone()
    }
}

/// Writes down what happens on a connection. With `answer` it echoes.
pub struct Recorder {
    pub log: Log,
    pub answer: bool,
}

impl Protocol for Recorder {
    fn connection_made(&mut self, _: &Transport) {
        self.log.add("made");
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        self.log.add(format!("data {}", data.escape_ascii()));
        if self.answer {
            transport.write(data);
        }
    }

    fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
        self.log.add(format!("lost: {reason}"));
    }
}

pub struct Echo;

impl Protocol for Echo {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        transport.write(data);
    }
}

/// Connects once, keeps the last reason, and stops the reactor at the end.
pub struct OneClient<P, F> {
    pub build: F,
    pub outcome: Rc<RefCell<Option<(&'static str, Failure)>>>,
    pub _protocol: std::marker::PhantomData<P>,
}

impl<P: Protocol, F: Fn() -> P + 'static> OneClient<P, F> {
    pub fn new(build: F) -> Self {
        Self { build, outcome: Rc::default(), _protocol: std::marker::PhantomData }
    }
}

impl<P: Protocol, F: Fn() -> P + 'static> Factory for OneClient<P, F> {
    type Protocol = P;

    fn build_protocol(self: &Rc<Self>, _: &Address) -> P {
        (self.build)()
    }
}

impl<P: Protocol, F: Fn() -> P + 'static> ClientFactory for OneClient<P, F> {
    fn client_connection_failed(&self, connector: &Connector, reason: &Failure) {
        self.outcome.replace(Some(("failed", reason.clone())));
        connector.reactor().stop();
    }

    fn client_connection_lost(&self, connector: &Connector, reason: &Failure) {
        self.outcome.replace(Some(("lost", reason.clone())));
        connector.reactor().stop();
    }
}

/// Where a port listens.
pub fn address(port: &reactor::Port) -> SocketAddr {
    port.get_host().ip().expect("a TCP port")
}
