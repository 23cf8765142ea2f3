//! UDP: datagrams, each on its own.

mod driver;
mod transport;

pub use transport::UdpTransport;

use crate::Reactor;
use crate::reasons::CannotListen;
use driver::UdpDriver;
use std::net::{Ipv4Addr, SocketAddr, ToSocketAddrs};

/// What happens on a UDP socket. There are no connections: one protocol serves
/// all peers, and a datagram comes whole, or not at all, or twice.
///
/// Twisted: `DatagramProtocol`.
pub trait DatagramProtocol: 'static {
    /// The socket is open.
    fn start_protocol(&mut self, transport: &UdpTransport) {
        let _ = transport;
    }

    /// A datagram has come from `peer`.
    fn datagram_received(&mut self, transport: &UdpTransport, datagram: &[u8], peer: SocketAddr);

    /// The peer that the socket is [connected](UdpTransport::connect) to has
    /// said that nobody listens there.
    fn connection_refused(&mut self, transport: &UdpTransport) {
        let _ = transport;
    }

    /// The socket is closed; nothing is called after this.
    fn stop_protocol(&mut self, transport: &UdpTransport) {
        let _ = transport;
    }
}

impl Reactor {
    /// Opens a UDP socket on this computer only (127.0.0.1). Port 0 takes a
    /// free one: a client does.
    ///
    /// # Errors
    ///
    /// At once, when the port is taken or forbidden.
    ///
    /// Twisted: `listenUDP`.
    pub fn listen_udp(
        &self,
        port: u16,
        protocol: impl DatagramProtocol,
    ) -> Result<UdpTransport, CannotListen> {
        self.listen_udp_on((Ipv4Addr::LOCALHOST, port), protocol)
    }

    /// Opens a UDP socket on an address.
    ///
    /// # Errors
    ///
    /// At once, when it cannot be opened.
    pub fn listen_udp_on(
        &self,
        address: impl ToSocketAddrs,
        protocol: impl DatagramProtocol,
    ) -> Result<UdpTransport, CannotListen> {
        let cannot = |source| CannotListen { address: "a UDP port".into(), source };
        let socket = std::net::UdpSocket::bind(address).map_err(cannot)?;
        socket.set_nonblocking(true).map_err(cannot)?;
        let transport = UdpTransport::new(socket.local_addr().map_err(cannot)?);
        let driver = UdpDriver::new(self.core(), transport.clone(), protocol);
        self.core().spawn(driver.run(socket));
        Ok(transport)
    }
}
