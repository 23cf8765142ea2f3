//! From an address to a connection that speaks HTTP.

use hyper_util::rt::TokioIo;
use reactor::{Address, DnsLookupFailed, Failure};
use std::io;
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::{Host, Url};

use super::Agent;
use super::connection::Connection;
use crate::{TooSlow, Waiting};

/// Whom a connection leads to. Two pages with one origin can share it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin {
    pub(crate) tls: bool,
    pub(crate) host: Host,
    pub(crate) port: u16,
}

impl Origin {
    /// The origin of an address that was parsed here, and so has a host and a port.
    pub(crate) fn of(url: &Url) -> Self {
        let host = url.host().map_or_else(|| Host::Domain(String::new()), |host| host.to_owned());
        Self { tls: url.scheme() == "https", host, port: url.port_or_known_default().unwrap_or(80) }
    }

    fn address(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

/// Makes a new connection.
pub(super) async fn connect(agent: &Agent, origin: &Origin) -> Result<Connection, Failure> {
    let after = agent.timeouts.connect;
    let too_slow = |_| TooSlow { waiting: Waiting::Connection, after };
    timeout(after, open(agent, origin)).await.map_err(too_slow)?
}

async fn open(agent: &Agent, origin: &Origin) -> Result<Connection, Failure> {
    let (stream, ends) = dial(origin).await?;
    #[cfg(feature = "tls")]
    if origin.tls {
        let stream = agent.tls.secure(stream, &origin.host).await?;
        return Connection::begin(agent.reactor(), TokioIo::new(stream), ends).await;
    }
    Connection::begin(agent.reactor(), TokioIo::new(stream), ends).await
}

async fn dial(origin: &Origin) -> Result<(TcpStream, (Address, Address)), Failure> {
    let address = origin.address();
    let addresses = tokio::net::lookup_host(&address)
        .await
        .map_err(|source| DnsLookupFailed { address: address.clone(), source })?
        .collect::<Vec<_>>();
    let stream =
        TcpStream::connect(&*addresses).await.map_err(reactor::reasons::connect_failure)?;
    let ends = prepare(&stream).map_err(reactor::reasons::connect_failure)?;
    Ok((stream, ends))
}

/// Small requests are not held back to be sent together with later ones.
fn prepare(stream: &TcpStream) -> io::Result<(Address, Address)> {
    stream.set_nodelay(true)?;
    Ok((stream.local_addr()?.into(), stream.peer_addr()?.into()))
}
