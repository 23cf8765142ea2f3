//! [`Connection`]: hyper's half of a client, and who may close it.

use std::convert::Infallible;

use hyper::client::conn::http1::{Builder, SendRequest};
use hyper::rt::{Read, Write};
use reactor::{Address, Failure, Reactor};
use tokio::sync::oneshot;

use super::connect::Origin;
use super::pool::Pool;
use crate::ResponseNeverReceived;
use crate::outgoing::{Outgoing, Sending};

/// A connection that requests can be sent on, one after the other. To drop it closes
/// it, whatever hyper is doing.
pub(super) struct Connection {
    pub(super) sender: SendRequest<Outgoing>,
    pub(super) ends: (Address, Address),
    /// Nothing is ever sent: the other end waits for it to be dropped.
    _open: oneshot::Sender<Infallible>,
}

impl Connection {
    pub(super) async fn begin(
        reactor: &Reactor,
        io: impl Read + Write + Unpin + 'static,
        ends: (Address, Address),
    ) -> Result<Self, Failure> {
        let handshake = Builder::new()
            .title_case_headers(true)
            // Outdated, and a client has to take it all the same (RFC 9112, section 5.2).
            .allow_obsolete_multiline_headers_in_responses(true)
            .handshake(io)
            .await;
        let (sender, connection) = handshake.map_err(ResponseNeverReceived)?;
        let (open, closed) = oneshot::channel();
        reactor.spawn(async move {
            tokio::select! {
                // What goes wrong is told to whoever waits for the answer.
                _ = connection => {}
                _ = closed => {}
            }
        });
        Ok(Self { sender, ends, _open: open })
    }

    /// Whether it is open, as far as one knows, and has nothing to do.
    pub(super) fn is_free(&self) -> bool {
        self.sender.is_ready()
    }
}

/// A connection that is in use, and where it goes afterwards.
pub(crate) struct Lease {
    pub(super) connection: Connection,
    pub(super) sending: Sending,
    pub(super) home: Option<(Pool, Origin)>,
}

impl Lease {
    /// The answer is complete. If the request is, too, the connection can be used again,
    /// unless the server has said that it will close it.
    pub(crate) fn give_back(self) {
        if let Some((pool, origin)) = self.home
            && self.sending.is_over()
            && self.connection.is_free()
        {
            pool.put(origin, self.connection);
        }
    }
}
