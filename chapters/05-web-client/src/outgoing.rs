//! [`Outgoing`]: the body of a request, as hyper takes it.

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::Instant;

use crate::BodyProducer;
use crate::outlet::{BodyError, Outlet};

/// The body of a request, as hyper takes it. Whoever drops it before its end does not
/// want the rest.
pub(crate) struct Outgoing(Option<Rc<Outlet>>);

/// Looks at a body from outside, while hyper has it.
#[derive(Clone)]
pub(crate) struct Sending(Option<Rc<Outlet>>);

impl Outgoing {
    /// The body of a request that has a producer, or none. Nothing is produced yet.
    pub(crate) fn of(producer: Option<&Rc<dyn BodyProducer>>) -> (Self, Sending) {
        let outlet = producer.map(Outlet::new);
        (Self(outlet.clone()), Sending(outlet))
    }
}

impl Sending {
    /// Has the producer begin.
    pub(crate) fn start(&self) {
        if let Some(outlet) = &self.0 {
            outlet.clone().start();
        }
    }

    /// When the body last went on, if that was after `since`.
    pub(crate) fn went_on_after(&self, since: Instant) -> Option<Instant> {
        let went_on = self.0.as_ref()?.went_on();
        (went_on > since).then_some(went_on)
    }

    /// Whether all was produced and taken.
    pub(crate) fn is_over(&self) -> bool {
        self.0.as_ref().is_none_or(|outlet| outlet.is_over())
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        match &self.0 {
            Some(outlet) => {
                outlet.poll_part(context).map(|part| part.map(|part| part.map(Frame::data)))
            }
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            // Of a body in chunks the last one is still to be sent, even if it is the only.
            Some(outlet) => outlet.length().is_some() && outlet.went_well(),
            None => true,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Some(outlet) => outlet.length().map_or_else(SizeHint::default, SizeHint::with_exact),
            None => SizeHint::with_exact(0),
        }
    }
}

impl Drop for Outgoing {
    fn drop(&mut self) {
        if let Some(outlet) = &self.0 {
            outlet.abandon();
        }
    }
}
