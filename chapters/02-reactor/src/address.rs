//! [`Address`]: one end of a connection.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

/// One end of a connection, or the place where a server listens.
///
/// Twisted: `IPv4Address`, `IPv6Address` and `UNIXAddress`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Address {
    /// Host and port of a TCP connection or a UDP socket.
    Ip(SocketAddr),
    /// The file of a Unix socket. The end that connects usually has none.
    Unix(Option<PathBuf>),
}

impl Address {
    /// Host and port, unless this is a Unix socket.
    pub fn ip(&self) -> Option<SocketAddr> {
        match self {
            Address::Ip(address) => Some(*address),
            Address::Unix(_) => None,
        }
    }

    /// The port number, unless this is a Unix socket.
    pub fn port(&self) -> Option<u16> {
        self.ip().map(|address| address.port())
    }
}

impl From<SocketAddr> for Address {
    fn from(address: SocketAddr) -> Self {
        Address::Ip(address)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Ip(address) => address.fmt(f),
            Address::Unix(Some(path)) => path.display().fmt(f),
            Address::Unix(None) => f.write_str("(unnamed)"),
        }
    }
}
