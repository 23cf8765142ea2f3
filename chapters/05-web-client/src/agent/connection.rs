//! [`Connection`]: hyper's half of a client, and who may close it.

use futures_util::future::{AbortHandle, abortable};
use hyper::client::conn::http1::{Builder, SendRequest};
use hyper::rt::{Read, Write};
use reactor::{Address, Failure, Reactor};

use super::connect::Origin;
use super::pool::Pool;
use crate::ResponseNeverReceived;
use crate::outgoing::{Outgoing, Sending};

/// A connection that requests can be sent on, one after the other. To drop it closes
/// it, whatever hyper is doing.
pub(super) struct Connection {
    pub(super) sender: SendRequest<Outgoing>,
    pub(super) ends: (Address, Address),
    _task: AbortOnDrop,
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
        let (task, handle) = abortable(connection);
        // What goes wrong is told to whoever waits for the answer.
        reactor.spawn(async { drop(task.await) });
        Ok(Self { sender, ends, _task: AbortOnDrop(handle) })
    }

    /// Whether it is open, as far as one knows, and has nothing to do.
    pub(super) fn is_free(&self) -> bool {
        self.sender.is_ready()
    }
}

/// Ends the task in which hyper reads and writes.
struct AbortOnDrop(AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
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
