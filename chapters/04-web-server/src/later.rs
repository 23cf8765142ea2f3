//! [`Later`] and [`Stream`]: an answer that is waited for, and one that is read bit
//! by bit. Both end when nobody wants them any more.

use crate::Rendered;
use bytes::Bytes;
use hyper::HeaderMap;
use hyper::body::{Body, SizeHint};
use hyper::header::CONTENT_LENGTH;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::{fmt, mem};

/// What went wrong with a body while it was sent.
pub(crate) type BodyError = Box<dyn std::error::Error + Send + Sync>;

/// A future that will render the answer: that of a [`File`](crate::File), which has
/// to look at a disk first. It is dropped when the client leaves.
pub struct Later(Pin<Box<dyn Future<Output = Rendered>>>);

impl Later {
    pub(crate) fn new(answer: impl Future<Output = Rendered> + 'static) -> Self {
        Self(Box::pin(answer))
    }

    pub(crate) async fn rendered(self) -> Rendered {
        self.0.await
    }
}

/// A part of a body; `None` is its end.
type Part = Option<Result<Bytes, BodyError>>;

/// A body that is made while it is sent, and only as fast as the client takes it: while
/// one part is sent, the next one is made.
pub struct Stream {
    body: Pin<Box<dyn Body<Data = Bytes, Error = BodyError>>>,
    next: Poll<Part>,
    /// The bytes that are still to come, if that is known.
    left: Option<u64>,
}

impl Stream {
    /// The headers are those that are sent before it.
    pub(crate) fn new<B>(headers: &HeaderMap, body: B) -> Self
    where
        B: Body<Data = Bytes> + 'static,
        B::Error: Into<BodyError>,
    {
        let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
        let left = length.and_then(|length| length.parse().ok());
        let body = http_body_util::BodyExt::map_err(body, Into::into);
        Self { body: Box::pin(body), next: Poll::Pending, left }
    }

    pub(crate) fn poll_part(&mut self, context: &mut Context<'_>) -> Poll<Part> {
        if self.next.is_pending() {
            self.next = self.poll_body(context);
        }
        let part = ready!(mem::replace(&mut self.next, Poll::Pending));
        if let (Some(left), Some(Ok(part))) = (&mut self.left, &part) {
            *left = left.saturating_sub(part.len() as u64);
        }
        if matches!(part, Some(Ok(_))) && !self.is_over() {
            self.next = self.poll_body(context);
        }
        Poll::Ready(part)
    }

    fn poll_body(&mut self, context: &mut Context<'_>) -> Poll<Part> {
        let frame = ready!(self.body.as_mut().poll_frame(context));
        // A frame that is no data holds trailers, which no file has.
        let part = frame.map(|frame| frame.map(|frame| frame.into_data().unwrap_or_default()));
        Poll::Ready(part)
    }

    pub(crate) fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }

    /// Whether every byte that was promised has been handed over. hyper asks for no
    /// more then, not even for the end.
    pub(crate) fn is_over(&self) -> bool {
        self.left == Some(0) || (self.next.is_pending() && self.body.is_end_stream())
    }
}

impl fmt::Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Later").finish_non_exhaustive()
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("left", &self.left).finish_non_exhaustive()
    }
}
