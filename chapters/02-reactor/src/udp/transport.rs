//! [`UdpTransport`]: the protocol's end of a UDP socket.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use tokio::net::UdpSocket;
use tokio::sync::Notify;

/// So many datagrams may wait to be sent; what is written beyond is dropped, as
/// the network may drop any datagram.
const WAITING_DATAGRAMS: usize = 1024;

/// A handle on a UDP socket. Clone it freely; no method waits or calls a
/// protocol.
///
/// Twisted: `IUDPTransport`.
#[derive(Clone)]
pub struct UdpTransport(Rc<Shared>);

struct Shared {
    host: SocketAddr,
    waiting: RefCell<VecDeque<(Vec<u8>, SocketAddr)>>,
    peer: Cell<Option<SocketAddr>>,
    stopped: Cell<bool>,
    note: Notify,
}

impl UdpTransport {
    pub(super) fn new(host: SocketAddr) -> Self {
        Self(Rc::new(Shared {
            host,
            waiting: RefCell::default(),
            peer: Cell::new(None),
            stopped: Cell::new(false),
            note: Notify::new(),
        }))
    }

    /// Sends a datagram to `peer`.
    ///
    /// Twisted: `write(datagram, addr)`.
    pub fn write_to(&self, datagram: impl AsRef<[u8]>, peer: SocketAddr) {
        let mut waiting = self.0.waiting.borrow_mut();
        if waiting.len() < WAITING_DATAGRAMS && !self.0.stopped.get() {
            waiting.push_back((datagram.as_ref().to_vec(), peer));
            self.0.note.notify_one();
        }
    }

    /// Sends a datagram to the peer that [`connect`](Self::connect) has named;
    /// without one it is dropped.
    ///
    /// Twisted: `write(datagram)`.
    pub fn write(&self, datagram: impl AsRef<[u8]>) {
        if let Some(peer) = self.0.peer.get() {
            self.write_to(datagram, peer);
        }
    }

    /// Talks to this peer only from now on: datagrams from others are not
    /// handed over, and
    /// [`connection_refused`](crate::DatagramProtocol::connection_refused) may be
    /// called.
    pub fn connect(&self, peer: SocketAddr) {
        self.0.peer.set(Some(peer));
        self.0.note.notify_one();
    }

    /// The socket's own address.
    pub fn get_host(&self) -> SocketAddr {
        self.0.host
    }

    /// Closes the socket, after what was written is sent.
    pub fn stop_listening(&self) {
        self.0.stopped.set(true);
        self.0.note.notify_one();
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.0.stopped.get()
    }

    pub(super) fn peer(&self) -> Option<SocketAddr> {
        self.0.peer.get()
    }

    /// Waits until something was written or asked for.
    pub(super) async fn note(&self) {
        self.0.note.notified().await;
    }

    /// Sends what waits, then waits for ever: what is written later leaves a
    /// note.
    pub(super) async fn send_all(&self, socket: &UdpSocket) {
        while !self.0.waiting.borrow().is_empty() {
            if socket.writable().await.is_err() {
                return;
            }
            self.send_now(socket);
        }
        std::future::pending::<()>().await;
    }

    /// Sends what the socket takes without waiting. What it refuses for another
    /// reason is dropped, as any datagram may be on its way.
    pub(super) fn send_now(&self, socket: &UdpSocket) {
        let mut waiting = self.0.waiting.borrow_mut();
        while let Some((datagram, peer)) = waiting.front() {
            // Some systems refuse an address once the socket is connected.
            let sent = if self.peer() == Some(*peer) {
                socket.try_send(datagram)
            } else {
                socket.try_send_to(datagram, *peer)
            };
            match sent {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                _ => drop(waiting.pop_front()),
            }
        }
    }
}

impl fmt::Debug for UdpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UdpTransport({})", self.0.host)
    }
}
