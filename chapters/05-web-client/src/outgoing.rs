//! [`Outgoing`]: the body of a request on its way from its producer to hyper.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::error::Error;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use reactor::Failure;
use tokio::time::Instant;

use crate::{BodyProducer, Consumer, RequestGenerationFailed, WrongBodyLength};

/// So many bytes may wait to be sent before the producer is paused.
const HIGH_WATER: usize = 64 * 1024;

/// What lies between a producer and hyper.
pub(crate) struct Outlet {
    /// `None` when the body is over. A producer that keeps its consumer is let go then.
    producer: RefCell<Option<Rc<dyn BodyProducer>>>,
    length: Option<u64>,
    parts: RefCell<VecDeque<Bytes>>,
    waiting: Cell<usize>,
    /// When the connection last took something, or was given something to take.
    went_on: Cell<Instant>,
    written: Cell<u64>,
    paused: Cell<bool>,
    wrong: RefCell<Option<BodyError>>,
    reader: Cell<Option<Waker>>,
}

type BodyError = Box<dyn Error + Send + Sync>;

impl Outlet {
    fn new(producer: &Rc<dyn BodyProducer>) -> Rc<Self> {
        Rc::new(Self {
            producer: RefCell::new(Some(producer.clone())),
            length: producer.length(),
            parts: RefCell::default(),
            waiting: Cell::new(0),
            went_on: Cell::new(Instant::now()),
            written: Cell::new(0),
            paused: Cell::new(false),
            wrong: RefCell::default(),
            reader: Cell::default(),
        })
    }

    fn start(self: Rc<Self>) {
        let producer = self.producer.borrow().clone();
        if let Some(producer) = producer {
            let begun = producer.start_producing(Consumer(self.clone()));
            begun.add_both(move |result| self.finish(result));
        }
    }

    pub(crate) fn unwritten(&self) -> usize {
        self.waiting.get()
    }

    pub(crate) fn write(&self, part: Bytes) {
        let Some(producer) = self.producer.borrow().clone() else { return };
        if part.is_empty() {
            return;
        }
        self.written.set(self.written.get() + part.len() as u64);
        if self.length.is_some_and(|length| self.written.get() > length) {
            self.fail(self.wrong_length());
            return producer.stop_producing();
        }
        if self.waiting.get() == 0 {
            self.went_on.set(Instant::now());
        }
        self.waiting.set(self.waiting.get() + part.len());
        self.parts.borrow_mut().push_back(part);
        self.wake();
        if self.waiting.get() > HIGH_WATER && !self.paused.replace(true) {
            producer.pause_producing();
        }
    }

    fn finish(&self, result: Result<(), Failure>) {
        match result {
            Err(failure) => self.fail(RequestGenerationFailed(failure)),
            Ok(()) if self.length.is_some_and(|length| self.written.get() < length) => {
                self.fail(self.wrong_length());
            }
            Ok(()) => self.end(),
        }
    }

    fn has_ended(&self) -> bool {
        self.producer.borrow().is_none()
    }

    /// Whether all was produced and taken.
    fn is_over(&self) -> bool {
        self.has_ended() && self.waiting.get() == 0
    }

    fn wrong_length(&self) -> WrongBodyLength {
        WrongBodyLength { promised: self.length.unwrap_or_default(), written: self.written.get() }
    }

    /// Only the first thing that went wrong is told.
    fn fail(&self, error: impl Into<BodyError>) {
        if !self.has_ended() {
            self.wrong.replace(Some(error.into()));
            self.end();
        }
    }

    fn end(&self) {
        self.producer.take();
        self.went_on.set(Instant::now());
        self.wake();
    }

    fn wake(&self) {
        if let Some(reader) = self.reader.take() {
            reader.wake();
        }
    }

    /// The next part. When the last one goes, a producer that was paused goes on.
    fn take_part(&self) -> Option<Bytes> {
        let part = self.parts.borrow_mut().pop_front()?;
        self.waiting.set(self.waiting.get() - part.len());
        self.went_on.set(Instant::now());
        if self.waiting.get() == 0 && self.paused.replace(false) {
            self.resume();
        }
        Some(part)
    }

    fn resume(&self) {
        let producer = self.producer.borrow().clone();
        if let Some(producer) = producer {
            producer.resume_producing();
        }
    }

    fn poll_part(&self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BodyError>>> {
        if let Some(error) = self.wrong.take() {
            return Poll::Ready(Some(Err(error)));
        }
        match self.take_part() {
            Some(part) => Poll::Ready(Some(Ok(part))),
            None if self.has_ended() => Poll::Ready(None),
            None => {
                self.reader.set(Some(context.waker().clone()));
                Poll::Pending
            }
        }
    }
}

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

    /// When the body last went on, if that was after `since`. That is now, while it is
    /// the producer that is waited for.
    pub(crate) fn went_on_after(&self, since: Instant) -> Option<Instant> {
        let outlet = self.0.as_ref()?;
        let is_late = !outlet.has_ended() && outlet.waiting.get() == 0;
        let went_on = if is_late { Instant::now() } else { outlet.went_on.get() };
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
            Some(outlet) => {
                outlet.length.is_some() && outlet.is_over() && outlet.wrong.borrow().is_none()
            }
            None => true,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Some(outlet) => outlet.length.map_or_else(SizeHint::default, SizeHint::with_exact),
            None => SizeHint::with_exact(0),
        }
    }
}

impl Drop for Outgoing {
    fn drop(&mut self) {
        let Some(outlet) = &self.0 else { return };
        let producer = outlet.producer.take();
        if let Some(producer) = producer {
            outlet.parts.take();
            producer.stop_producing();
        }
    }
}
