//! [`Outlet`]: what lies between the producer of a body and hyper.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::error::Error;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use reactor::Failure;
use tokio::time::Instant;

use crate::{BodyProducer, Consumer, RequestGenerationFailed, WrongBodyLength};

/// So many bytes may wait to be sent before the producer is paused.
const HIGH_WATER: usize = 64 * 1024;

/// The parts that wait to be sent, and who is to be told: the producer to wait, or hyper
/// that there is more.
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

pub(crate) type BodyError = Box<dyn Error + Send + Sync>;

impl Outlet {
    pub(crate) fn new(producer: &Rc<dyn BodyProducer>) -> Rc<Self> {
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

    pub(crate) fn start(self: Rc<Self>) {
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
    pub(crate) fn is_over(&self) -> bool {
        self.has_ended() && self.waiting.get() == 0
    }

    /// Whether hyper has all of it, and nothing went wrong.
    pub(crate) fn went_well(&self) -> bool {
        self.is_over() && self.wrong.borrow().is_none()
    }

    /// How many bytes it will have, if the producer knows.
    pub(crate) fn length(&self) -> Option<u64> {
        self.length
    }

    /// When the body last went on. That is now, while it is the producer that is waited
    /// for.
    pub(crate) fn went_on(&self) -> Instant {
        let is_late = !self.has_ended() && self.waiting.get() == 0;
        if is_late { Instant::now() } else { self.went_on.get() }
    }

    /// Nobody wants the rest.
    pub(crate) fn abandon(&self) {
        let producer = self.producer.take();
        if let Some(producer) = producer {
            self.parts.take();
            producer.stop_producing();
        }
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

    pub(crate) fn poll_part(
        &self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, BodyError>>> {
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
