//! [`Stream`]: what a transport can stand on.

use crate::Failure;
use std::io;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

/// A stream of bytes in both directions, which a connection can run over: TCP,
/// a Unix socket, TLS on top of either.
///
/// [`Reactor::attach`](crate::Reactor::attach) takes any of them.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + 'static {
    /// Makes sure that dropping the stream looks to the peer like a broken
    /// connection (RST) and not like an end.
    fn break_on_drop(&self) {}

    /// Why the stream ended, where it knows more than that there is nothing more to
    /// read: the protocol is then told this. It is asked once, at the end.
    fn end_reason(&mut self) -> Option<Failure> {
        None
    }

    /// Lets the system ask a silent peer, now and then, whether it is still
    /// there.
    ///
    /// # Errors
    ///
    /// What the operating system said.
    fn set_keep_alive(&self, on: bool) -> io::Result<()> {
        let _ = on;
        Ok(())
    }
}

impl Stream for TcpStream {
    fn break_on_drop(&self) {
        // Should this fail, the peer sees an orderly end: no harm is done.
        let _ = self.set_zero_linger();
    }

    fn set_keep_alive(&self, on: bool) -> io::Result<()> {
        socket2::SockRef::from(self).set_keepalive(on)
    }
}

#[cfg(unix)]
impl Stream for tokio::net::UnixStream {}
