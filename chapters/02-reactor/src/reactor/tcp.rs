//! TCP: listening and connecting.

use super::connector::{Connector, Dial};
use super::port::{Listener, Port, open_port};
use super::{CONNECT_TIMEOUT, Reactor};
use crate::reasons::{CannotListen, DnsLookupFailed, connect_failure};
use crate::transport::Stream;
use crate::{Address, ClientFactory, Factory, Failure};
use socket2::{Domain, Socket, Type};
use std::fmt::Display;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

/// How many clients may wait to be accepted. Twisted's 50 is soon full when a
/// thousand clients come at once, and whoever comes then waits a second or more
/// to be asked again.
const BACKLOG: i32 = 1024;

impl Reactor {
    /// Serves on a TCP port of this computer only (127.0.0.1). Port 0 takes a
    /// free one; [`Port::get_host`] tells which.
    ///
    /// Twisted's `listenTCP` lets the whole network in unless it is told
    /// otherwise. Here that has to be asked for, with
    /// [`listen_tcp_on`](Self::listen_tcp_on).
    ///
    /// # Errors
    ///
    /// At once, when the port is taken or forbidden.
    pub fn listen_tcp(&self, port: u16, factory: impl Factory) -> Result<Port, CannotListen> {
        self.listen_tcp_on((Ipv4Addr::LOCALHOST, port), factory)
    }

    /// Serves on an address: `"0.0.0.0:80"`, `"[::1]:8001"`, `(host, port)`.
    /// Of several addresses the first that works is used.
    ///
    /// # Errors
    ///
    /// At once, when none can be listened on.
    ///
    /// Twisted: `listenTCP` with `interface`.
    pub fn listen_tcp_on(
        &self,
        address: impl ToSocketAddrs,
        factory: impl Factory,
    ) -> Result<Port, CannotListen> {
        let listener = listen(address)?;
        let host = local_address(&listener).map_err(|source| cannot("a TCP port", source))?;
        Ok(open_port(self, host, move || TcpListener::from_std(listener), factory))
    }

    /// Serves on an address, over streams that `wrap` makes of the sockets: TLS, say.
    /// A stream that has to agree on something with its peer first does so when it
    /// is read or written, so that a slow peer keeps nobody else waiting.
    ///
    /// # Errors
    ///
    /// As [`listen_tcp_on`](Self::listen_tcp_on).
    ///
    /// Twisted: `listenSSL`, for any kind of stream.
    pub fn listen_tcp_wrapped<S: Stream>(
        &self,
        address: impl ToSocketAddrs,
        wrap: impl Fn(TcpStream) -> S + 'static,
        factory: impl Factory,
    ) -> Result<Port, CannotListen> {
        let listener = listen(address)?;
        let host = local_address(&listener).map_err(|source| cannot("a TCP port", source))?;
        let open = move || Ok(Wrapped { listener: TcpListener::from_std(listener)?, wrap });
        Ok(open_port(self, host, open, factory))
    }

    /// Connects to a TCP server. The name may take a while to look up, and the
    /// connection to make; the factory hears how it went. There are 30 seconds
    /// for both.
    ///
    /// Twisted: `connectTCP`.
    pub fn connect_tcp(&self, host: &str, port: u16, factory: impl ClientFactory) -> Connector {
        self.connect_tcp_within(CONNECT_TIMEOUT, host, port, factory)
    }

    /// Connects to a TCP server, or fails after `timeout`.
    ///
    /// Twisted: `connectTCP` with `timeout`.
    pub fn connect_tcp_within(
        &self,
        timeout: Duration,
        host: &str,
        port: u16,
        factory: impl ClientFactory,
    ) -> Connector {
        // The colons of an IPv6 address must not be taken for the port's.
        let v6 = host.contains(':') && !host.starts_with('[');
        let address = if v6 { format!("[{host}]:{port}") } else { format!("{host}:{port}") };
        Connector::start(self, address.clone(), DialTcp { address }, timeout, factory)
    }

    /// Connects to a TCP server whose address is written `host:port`.
    pub fn connect_tcp_to(&self, address: &str, factory: impl ClientFactory) -> Connector {
        let dial = DialTcp { address: address.to_owned() };
        Connector::start(self, address.to_owned(), dial, CONNECT_TIMEOUT, factory)
    }
}

fn listen(address: impl ToSocketAddrs) -> Result<std::net::TcpListener, CannotListen> {
    let none = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    let mut last = cannot("a TCP port", none);
    let addresses = address.to_socket_addrs().map_err(|source| cannot("a TCP port", source))?;
    for address in addresses {
        match listen_at(address) {
            Ok(listener) => return Ok(listener),
            Err(source) => last = cannot(address, source),
        }
    }
    Err(last)
}

fn listen_at(address: SocketAddr) -> io::Result<std::net::TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
    // On Unix this lets a server start again at once; on Windows it would let
    // two servers share the port.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    socket.set_nonblocking(true)?;
    Ok(socket.into())
}

fn local_address(listener: &std::net::TcpListener) -> io::Result<Address> {
    listener.local_addr().map(Address::Ip)
}

fn cannot(address: impl Display, source: io::Error) -> CannotListen {
    CannotListen { address: address.to_string(), source }
}

impl Listener for TcpListener {
    type Stream = TcpStream;

    async fn accept(&self) -> io::Result<(TcpStream, Address, Address)> {
        let (stream, peer) = TcpListener::accept(self).await?;
        prepare(stream, peer)
    }
}

/// Accepts sockets, and makes something else of them.
struct Wrapped<W> {
    listener: TcpListener,
    wrap: W,
}

impl<S: Stream, W: Fn(TcpStream) -> S + 'static> Listener for Wrapped<W> {
    type Stream = S;

    async fn accept(&self) -> io::Result<(S, Address, Address)> {
        let (stream, host, peer) = Listener::accept(&self.listener).await?;
        Ok(((self.wrap)(stream), host, peer))
    }
}

#[derive(Clone)]
struct DialTcp {
    address: String,
}

impl Dial for DialTcp {
    type Stream = TcpStream;

    async fn dial(&self) -> Result<(TcpStream, Address, Address), Failure> {
        dial_tcp(&self.address).await
    }
}

/// Connects to a TCP server whose address is written `host:port`, for whoever drives the
/// socket without a protocol: gives the socket, this end's address and the other one's.
/// It waits for as long as the system does.
///
/// # Errors
///
/// [`DnsLookupFailed`], [`ConnectionRefused`](crate::ConnectionRefused),
/// [`TimedOut`](crate::TimedOut) or [`ConnectFailed`](crate::ConnectFailed).
///
/// Twisted: `HostnameEndpoint.connect`, of which the protocol is left out.
pub async fn dial_tcp(address: &str) -> Result<(TcpStream, Address, Address), Failure> {
    let addresses = tokio::net::lookup_host(address)
        .await
        .map_err(|source| DnsLookupFailed { address: address.to_owned(), source })?
        .collect::<Vec<_>>();
    let stream = TcpStream::connect(&*addresses).await.map_err(connect_failure)?;
    let peer = stream.peer_addr().map_err(connect_failure)?;
    prepare(stream, peer).map_err(connect_failure)
}

/// Turns Nagle's algorithm off. It gathers small writes by waiting; the
/// transport gathers them without.
fn prepare(stream: TcpStream, peer: SocketAddr) -> io::Result<(TcpStream, Address, Address)> {
    let host = stream.local_addr()?;
    // A peer that has gone already makes this fail; the first read will tell.
    let _ = stream.set_nodelay(true);
    Ok((stream, host.into(), peer.into()))
}
