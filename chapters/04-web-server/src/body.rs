//! The bodies of answers, as hyper takes them.

use crate::Request;
use crate::later::{BodyError, Stream};
use crate::tracking::Tracking;
use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// A body that grows while it is sent: [`Request::write`](crate::Request::write)
/// fills it, hyper empties it.
#[derive(Default)]
pub(crate) struct Outgoing {
    parts: RefCell<VecDeque<Bytes>>,
    finished: Cell<bool>,
    reader: RefCell<Option<Waker>>,
}

impl Outgoing {
    pub(crate) fn write(&self, part: Bytes) {
        if !part.is_empty() && !self.finished.get() {
            self.parts.borrow_mut().push_back(part);
            self.wake();
        }
    }

    pub(crate) fn finish(&self) {
        self.finished.set(true);
        self.wake();
    }

    /// Nobody will read it: what was written goes, and nothing more is taken.
    pub(crate) fn abandon(&self) {
        self.finish();
        self.parts.take();
    }

    /// Waits until there is a first part, or until it is known that there is none.
    pub(crate) async fn begun(&self) {
        poll_fn(|context| {
            if self.finished.get() || !self.parts.borrow().is_empty() {
                return Poll::Ready(());
            }
            self.wait(context)
        })
        .await;
    }

    fn poll_part(&self, context: &mut Context<'_>) -> Poll<Option<Bytes>> {
        let part = self.parts.borrow_mut().pop_front();
        match part {
            Some(part) => Poll::Ready(Some(part)),
            None if self.finished.get() => Poll::Ready(None),
            None => self.wait(context),
        }
    }

    fn wait<T>(&self, context: &mut Context<'_>) -> Poll<T> {
        self.reader.replace(Some(context.waker().clone()));
        Poll::Pending
    }

    fn wake(&self) {
        if let Some(waker) = self.reader.take() {
            waker.wake();
        }
    }
}

/// The body of an answer. It is dropped when the last byte is handed over, or when
/// the client has gone; the tracking in it tells the two apart.
pub(crate) struct ReplyBody {
    source: Source,
    tracking: Option<Tracking>,
}

/// Where the bytes come from.
pub(crate) enum Source {
    /// All of them are here.
    Whole(Bytes),
    /// They come bit by bit.
    Growing(Request),
    /// They are read from somewhere, as they are asked for.
    Read(Stream),
}

impl ReplyBody {
    pub(crate) fn new(source: Source, tracking: Tracking) -> Self {
        Self { source, tracking: Some(tracking) }
    }

    /// The answer to one that never became a request.
    pub(crate) fn untracked(body: String) -> Self {
        Self { source: Source::Whole(body.into()), tracking: None }
    }

    fn poll_part(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BodyError>>> {
        match &mut self.source {
            Source::Whole(rest) if rest.is_empty() => Poll::Ready(None),
            Source::Whole(rest) => Poll::Ready(Some(Ok(std::mem::take(rest)))),
            Source::Growing(request) => {
                request.outgoing().poll_part(context).map(|part| part.map(Ok))
            }
            Source::Read(stream) => stream.poll_part(context),
        }
    }

    /// Tells the tracking what becomes of the body.
    fn track(&mut self, part: Option<&Result<Bytes, BodyError>>) {
        let is_read =
            matches!(&self.source, Source::Read(stream) if part.is_none() || stream.is_over());
        let Some(tracking) = &mut self.tracking else { return };
        match part {
            Some(Ok(part)) => tracking.count(part.len()),
            Some(Err(error)) => tracking.failed(error),
            None => {}
        }
        if is_read {
            tracking.completed();
        }
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let part = std::task::ready!(self.poll_part(context));
        self.track(part.as_ref());
        Poll::Ready(part.map(|part| part.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        match &self.source {
            Source::Whole(rest) => rest.is_empty(),
            Source::Growing(_) => false,
            Source::Read(stream) => stream.is_over(),
        }
    }

    /// A known length becomes a `Content-Length`, where no header has said it.
    fn size_hint(&self) -> SizeHint {
        match &self.source {
            Source::Whole(rest) => SizeHint::with_exact(rest.len() as u64),
            Source::Growing(_) => SizeHint::default(),
            Source::Read(stream) => stream.size_hint(),
        }
    }
}
