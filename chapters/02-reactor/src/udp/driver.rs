//! [`UdpDriver`]: the task that runs one socket.

use super::{DatagramProtocol, UdpTransport};
use crate::Failure;
use crate::reactor::{Core, Registration};
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::task::{Context, Poll};
use tokio::io::{Interest, ReadBuf};
use tokio::net::UdpSocket;

/// After so many datagrams the other sockets have their turn.
const DATAGRAMS_IN_A_TURN: usize = 32;

/// The task that runs one socket. It alone owns the protocol.
pub(super) struct UdpDriver<P> {
    core: Rc<Core>,
    transport: UdpTransport,
    protocol: P,
    _registration: Registration,
}

impl<P: DatagramProtocol> UdpDriver<P> {
    pub(super) fn new(core: &Rc<Core>, transport: UdpTransport, protocol: P) -> Self {
        Self { core: core.clone(), transport, protocol, _registration: core.register_attempt() }
    }

    pub(super) async fn run(mut self, socket: std::net::UdpSocket) {
        match UdpSocket::from_std(socket) {
            Ok(socket) => self.serve(&socket).await,
            Err(error) => self.core.report(&Failure::from(error)),
        }
        self.transport.stop_listening();
        self.call("stop_protocol", DatagramProtocol::stop_protocol);
    }

    async fn serve(&mut self, socket: &UdpSocket) {
        let mut alive = self.call("start_protocol", DatagramProtocol::start_protocol);
        let mut connected = None;
        while alive && !self.transport.is_stopped() {
            if self.transport.peer() != connected {
                connected = self.transport.peer();
                self.connect(socket, connected).await;
            }
            alive = self.serve_once(socket).await;
        }
        self.transport.send_now(socket);
    }

    /// Waits for one event and handles it; false says that the protocol
    /// panicked.
    async fn serve_once(&mut self, socket: &UdpSocket) -> bool {
        let (core, transport) = (self.core.clone(), self.transport.clone());
        tokio::select! {
            biased;
            () = core.ended() => transport.stop_listening(),
            () = transport.note() => {}
            () = transport.send_all(socket) => {}
            error = next_error(socket) => return self.complain(&error),
            alive = poll_fn(|context| self.receive(context, socket)) => {
                tokio::task::yield_now().await;
                return alive;
            }
        }
        true
    }

    async fn connect(&self, socket: &UdpSocket, peer: Option<SocketAddr>) {
        if let Some(peer) = peer
            && let Err(error) = socket.connect(peer).await
        {
            self.core.report(&Failure::from(error));
        }
    }

    /// Hands over what has come. Ready means that something did; false, that
    /// the protocol panicked.
    fn receive(&mut self, context: &mut Context<'_>, socket: &UdpSocket) -> Poll<bool> {
        let mut buffer = self.core.lend_buffer();
        let mut outcome = Poll::Pending;
        for _ in 0..DATAGRAMS_IN_A_TURN {
            let mut datagram = ReadBuf::new(&mut buffer);
            outcome = match socket.poll_recv_from(context, &mut datagram) {
                Poll::Pending => break,
                Poll::Ready(Ok(peer)) => {
                    Poll::Ready(self.call("datagram_received", |protocol, transport| {
                        protocol.datagram_received(transport, datagram.filled(), peer);
                    }))
                }
                Poll::Ready(Err(error)) => Poll::Ready(self.complain(&error)),
            };
            if outcome == Poll::Ready(false) || self.transport.is_stopped() {
                break;
            }
        }
        self.core.take_back(buffer);
        outcome
    }

    /// An error of a UDP socket tells about an earlier datagram; the socket
    /// lives on.
    fn complain(&mut self, error: &io::Error) -> bool {
        if error.kind() != io::ErrorKind::ConnectionRefused {
            return true;
        }
        self.call("connection_refused", DatagramProtocol::connection_refused)
    }

    fn call(&mut self, what: &str, function: impl FnOnce(&mut P, &UdpTransport)) -> bool {
        let place = format!("{what} of {}", std::any::type_name::<P>());
        let (protocol, transport) = (&mut self.protocol, &self.transport);
        self.core.guard(&place, || function(protocol, transport)).is_some()
    }
}

/// What the system has to say about an earlier datagram. Linux does not count
/// that as something to read.
async fn next_error(socket: &UdpSocket) -> io::Error {
    let waiting = || socket.take_error()?.ok_or_else(|| io::ErrorKind::WouldBlock.into());
    loop {
        if let Err(error) = socket.ready(Interest::ERROR).await {
            return error;
        }
        if let Ok(error) = socket.try_io(Interest::ERROR, waiting) {
            return error;
        }
    }
}
