//! [`Incoming`]: the body of an answer, on its way.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::HeaderMap;
use hyper::body::Body;
use hyper::header::TRANSFER_ENCODING;
use reactor::Failure;

use crate::agent::Lease;
use crate::gunzip::Gunzip;
use crate::silence::Silence;
use crate::{PotentialDataLoss, ResponseDone, ResponseFailed};

/// A body that is read as fast as its reader takes it, and no faster: what is not
/// read stays in the socket, and then with the server.
///
/// It is large, and handed on from one callback to the next: hence always in a box.
///
/// Dropped before its end, it closes the connection; unless the rest has come already,
/// as it has of most pages that nobody reads, those of redirects for example.
pub(crate) struct Incoming {
    body: hyper::body::Incoming,
    /// `None` when the body is over.
    connection: Option<Lease>,
    frame: Framing,
    received: u64,
    gunzip: Option<Box<Gunzip>>,
    silence: Silence,
}

/// How one knows where a body ends (RFC 9112, section 6.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Framing {
    /// It has so many bytes; an answer that has no body has 0.
    Length(u64),
    /// It comes in chunks, of which the last one says so.
    Chunked,
    /// It ends with the connection.
    UntilTheEnd,
}

impl Framing {
    /// hyper has read the headers, and knows the length if there is one.
    fn of(body: &hyper::body::Incoming, headers: &HeaderMap) -> Self {
        match body.size_hint().exact() {
            Some(length) => Framing::Length(length),
            None if is_chunked(headers) => Framing::Chunked,
            None => Framing::UntilTheEnd,
        }
    }
}

/// Whether the last of the encodings is the one that has an end of its own.
fn is_chunked(headers: &HeaderMap) -> bool {
    let last = headers.get_all(TRANSFER_ENCODING).iter().next_back();
    let last = last.and_then(|value| value.to_str().ok()?.rsplit(',').next());
    last.is_some_and(|encoding| encoding.trim().eq_ignore_ascii_case("chunked"))
}

impl Incoming {
    pub(crate) fn new(
        body: hyper::body::Incoming,
        headers: &HeaderMap,
        connection: Lease,
        silence: Duration,
    ) -> Box<Self> {
        let mut incoming = Box::new(Self {
            frame: Framing::of(&body, headers),
            body,
            connection: Some(connection),
            received: 0,
            gunzip: None,
            silence: Silence::new(silence),
        });
        if incoming.body.is_end_stream() {
            incoming.end();
        }
        incoming
    }

    /// Decodes what comes from now on.
    pub(crate) fn decode(&mut self) {
        self.gunzip = Some(Box::new(Gunzip::new()));
    }

    pub(crate) fn length(&self) -> Option<u64> {
        match self.frame {
            Framing::Length(length) if self.gunzip.is_none() => Some(length),
            _ => None,
        }
    }

    /// The next bytes; `None` at the end.
    pub(crate) async fn next(&mut self) -> Option<Result<Bytes, Failure>> {
        poll_fn(|context| self.poll_next(context)).await
    }

    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Failure>>> {
        loop {
            if let Some(part) = self.gunzip.as_mut().and_then(|gunzip| gunzip.next()) {
                return Poll::Ready(Some(part.map_err(|error| self.failed(error))));
            }
            let part = ready!(self.poll_raw(context));
            let Some(gunzip) = &mut self.gunzip else { return Poll::Ready(part) };
            match part {
                Some(Ok(part)) => gunzip.push(part),
                Some(Err(failure)) => return Poll::Ready(Some(Err(failure))),
                None => {
                    let last = gunzip.finish();
                    return Poll::Ready(last.map(|part| part.map_err(|error| self.failed(error))));
                }
            }
        }
    }

    /// Why a body ended that has ended as it should.
    pub(crate) fn end_reason(&self) -> Failure {
        match self.frame {
            Framing::UntilTheEnd => PotentialDataLoss.into(),
            Framing::Length(_) | Framing::Chunked => ResponseDone.into(),
        }
    }

    pub(crate) fn may_be_incomplete(&self) -> bool {
        self.frame == Framing::UntilTheEnd
    }

    /// The bytes as the server sends them.
    fn poll_raw(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Failure>>> {
        if self.connection.is_none() {
            return Poll::Ready(None);
        }
        loop {
            let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else {
                return self.silence.poll(context).map(|error| Some(Err(self.broken(error))));
            };
            self.silence.end();
            match frame {
                // Trailers are no data, and hardly any server sends them.
                Some(Ok(frame)) => {
                    let Ok(data) = frame.into_data() else { continue };
                    self.received += data.len() as u64;
                    return Poll::Ready(Some(Ok(data)));
                }
                Some(Err(error)) => {
                    let failure = self.failed(error);
                    return Poll::Ready(Some(Err(self.broken(failure))));
                }
                None => {
                    self.end();
                    return Poll::Ready(None);
                }
            }
        }
    }

    /// All of it has come: the connection may serve others.
    fn end(&mut self) {
        if let Some(connection) = self.connection.take() {
            connection.give_back();
        }
    }

    fn broken(&mut self, failure: impl Into<Failure>) -> Failure {
        self.connection = None;
        failure.into()
    }

    fn failed(&self, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Failure {
        let expected = match self.frame {
            Framing::Length(length) => Some(length),
            Framing::Chunked | Framing::UntilTheEnd => None,
        };
        ResponseFailed { received: self.received, expected, source: error.into() }.into()
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        let mut context = Context::from_waker(Waker::noop());
        while self.connection.is_some() {
            match Pin::new(&mut self.body).poll_frame(&mut context) {
                Poll::Ready(Some(Ok(_))) => {}
                Poll::Ready(None) => self.end(),
                Poll::Ready(Some(Err(_))) | Poll::Pending => return,
            }
        }
    }
}
