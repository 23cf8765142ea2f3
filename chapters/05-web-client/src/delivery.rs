//! [`Delivery`]: a body as a stream that a protocol of chapter 2 can stand on.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use reactor::{Failure, Stream};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::incoming::Incoming;

/// A body that is read like a connection. So the driver of chapter 2 does the rest:
/// whose turn it is, how to pause, what becomes of a panic.
pub(crate) struct Delivery {
    /// `None` when it is over, or when nobody wants the rest.
    incoming: Option<Box<Incoming>>,
    /// What came and did not fit.
    rest: Bytes,
    end_reason: Option<Failure>,
}

impl Delivery {
    pub(crate) fn new(incoming: Box<Incoming>) -> Self {
        Self { incoming: Some(incoming), rest: Bytes::new(), end_reason: None }
    }

    fn take(&mut self, buffer: &mut ReadBuf<'_>) {
        let length = self.rest.len().min(buffer.remaining());
        buffer.put_slice(&self.rest[..length]);
        self.rest.advance(length);
    }

    fn end(&mut self, reason: Failure) {
        self.incoming = None;
        self.end_reason = Some(reason);
    }
}

impl Stream for Delivery {
    fn end_reason(&mut self) -> Option<Failure> {
        self.end_reason.take()
    }
}

impl AsyncRead for Delivery {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        while self.rest.is_empty() {
            let Some(incoming) = &mut self.incoming else { return Poll::Ready(Ok(())) };
            match ready!(incoming.poll_next(context)) {
                Some(Ok(part)) => self.rest = part,
                Some(Err(failure)) => self.end(failure),
                None => {
                    let reason = incoming.end_reason();
                    self.end(reason);
                }
            }
        }
        self.take(buffer);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Delivery {
    /// The request has been sent; there is nobody to write to.
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(Ok(data.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    /// The protocol wants no more: the connection goes.
    fn poll_shutdown(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.incoming = None;
        Poll::Ready(Ok(()))
    }
}
