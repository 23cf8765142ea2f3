//! From an address to a connection that speaks HTTP.

use hyper_util::rt::TokioIo;
use reactor::{Failure, dial_tcp};
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
    let (stream, host, peer) = dial_tcp(&origin.address()).await?;
    let ends = (host, peer);
    #[cfg(feature = "tls")]
    if origin.tls {
        let stream = agent.tls.secure(stream, &origin.host).await?;
        return Connection::begin(agent.reactor(), TokioIo::new(stream), ends).await;
    }
    Connection::begin(agent.reactor(), TokioIo::new(stream), ends).await
}
