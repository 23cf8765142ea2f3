//! [`BodyProducer`]: who makes the body of a request, and [`Consumer`], who takes it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use deferred::{Deferred, succeed};
use hyper::body::{Body, Frame, SizeHint};
use reactor::{Failure, Producer};

use crate::{RequestGenerationFailed, WrongBodyLength};

/// So many bytes may wait to be sent before the producer is paused.
const HIGH_WATER: usize = 64 * 1024;

/// A source for the body of a request: started once, told to wait and to go on while
/// it works, stopped when nobody wants the rest.
///
/// It is paused and resumed from inside [`Consumer::write`], and whenever the
/// connection has taken what was written; so nothing of its own may be borrowed then.
///
/// Twisted: `IBodyProducer`, which is an `IPushProducer`, too.
// ANCHOR: trait
pub trait BodyProducer: Producer {
    /// How many bytes it will write, if it knows that. If not, they are sent in
    /// chunks, each with its own length.
    ///
    /// Twisted: `length`, with `UNKNOWN_LENGTH`.
    fn length(&self) -> Option<u64>;

    /// Begins to write. The Deferred fires when everything is written, or fails when
    /// that cannot be done; after `stop_producing` it need not fire any more.
    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()>;
}
// ANCHOR_END: trait

/// What a [`BodyProducer`] writes to: the request.
///
/// Twisted: the `IConsumer` that `startProducing` is handed.
#[derive(Clone)]
pub struct Consumer(Rc<Outlet>);

impl Consumer {
    /// Sends these bytes, after those before. Where more than 64 KiB wait to be sent,
    /// the producer is paused before this returns; it is resumed when all are.
    ///
    /// What is written when the body is over goes nowhere.
    pub fn write(&self, part: impl Into<Bytes>) {
        self.0.write(part.into());
    }

    /// How many bytes wait to be sent.
    pub fn unwritten(&self) -> usize {
        self.0.waiting.get()
    }
}

impl fmt::Debug for Consumer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Consumer({} bytes wait)", self.unwritten())
    }
}

/// A body that is here already.
///
/// Twisted: `FileBodyProducer` over a `BytesIO`.
#[derive(Debug)]
pub struct BytesProducer(Bytes);

impl BytesProducer {
    /// A producer of these bytes, ready for a request.
    pub fn new(body: impl Into<Bytes>) -> Rc<Self> {
        Rc::new(Self(body.into()))
    }
}

/// It has written all before anybody could ask it to wait.
impl Producer for BytesProducer {
    fn pause_producing(&self) {}
    fn resume_producing(&self) {}
    fn stop_producing(&self) {}
}

impl BodyProducer for BytesProducer {
    fn length(&self) -> Option<u64> {
        Some(self.0.len() as u64)
    }

    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()> {
        consumer.write(self.0.clone());
        succeed(())
    }
}

/// What lies between a producer and hyper.
struct Outlet {
    /// `None` when the body is over. A producer that keeps its consumer would else keep
    /// itself for ever.
    producer: RefCell<Option<Rc<dyn BodyProducer>>>,
    length: Option<u64>,
    parts: RefCell<VecDeque<Bytes>>,
    waiting: Cell<usize>,
    written: Cell<u64>,
    paused: Cell<bool>,
    ended: Cell<bool>,
    wrong: RefCell<Option<BodyError>>,
    reader: Cell<Option<Waker>>,
}

type BodyError = Box<dyn Error + Send + Sync>;

impl Outlet {
    fn write(&self, part: Bytes) {
        if self.ended.get() || part.is_empty() {
            return;
        }
        self.written.set(self.written.get() + part.len() as u64);
        if self.length.is_some_and(|length| self.written.get() > length) {
            return self.stop(self.wrong_length());
        }
        self.waiting.set(self.waiting.get() + part.len());
        self.parts.borrow_mut().push_back(part);
        self.wake();
        if self.waiting.get() > HIGH_WATER && !self.paused.replace(true) {
            self.tell(|producer| producer.pause_producing());
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

    fn wrong_length(&self) -> WrongBodyLength {
        WrongBodyLength { promised: self.length.unwrap_or_default(), written: self.written.get() }
    }

    /// Only the first thing that went wrong is told.
    fn fail(&self, error: impl Into<BodyError>) {
        if !self.ended.get() {
            self.wrong.replace(Some(error.into()));
            self.end();
        }
    }

    /// Whoever goes on writing is told that it is in vain.
    fn stop(&self, error: impl Into<BodyError>) {
        let producer = self.producer.borrow().clone();
        self.fail(error);
        producer.inspect(|producer| producer.stop_producing());
    }

    fn end(&self) {
        self.ended.set(true);
        self.producer.take();
        self.wake();
    }

    /// Nothing is borrowed while the producer does what it is told.
    fn tell(&self, what: impl FnOnce(&dyn BodyProducer)) {
        let producer = self.producer.borrow().clone();
        if let Some(producer) = producer {
            what(&*producer);
        }
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
        if self.waiting.get() == 0 && self.paused.replace(false) && !self.ended.get() {
            self.tell(|producer| producer.resume_producing());
        }
        Some(part)
    }

    fn poll_part(&self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BodyError>>> {
        if let Some(error) = self.wrong.take() {
            return Poll::Ready(Some(Err(error)));
        }
        match self.take_part() {
            Some(part) => Poll::Ready(Some(Ok(part))),
            None if self.ended.get() => Poll::Ready(None),
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
        let outlet = producer.map(|producer| {
            Rc::new(Outlet {
                producer: Some(producer.clone()).into(),
                length: producer.length(),
                parts: RefCell::default(),
                waiting: Cell::new(0),
                written: Cell::new(0),
                paused: Cell::new(false),
                ended: Cell::new(false),
                wrong: RefCell::default(),
                reader: Cell::default(),
            })
        });
        (Self(outlet.clone()), Sending(outlet))
    }
}

impl Sending {
    /// Has the producer begin.
    pub(crate) fn start(&self) {
        let Some(outlet) = self.0.clone() else { return };
        let producer = outlet.producer.borrow().clone();
        if let Some(producer) = producer {
            let begun = producer.start_producing(Consumer(outlet.clone()));
            begun.add_both(move |result| outlet.finish(result));
        }
    }

    /// How many bytes the connection has taken.
    pub(crate) fn taken(&self) -> u64 {
        self.0.as_ref().map_or(0, |outlet| outlet.written.get() - outlet.waiting.get() as u64)
    }

    /// Whether the server has to wait for the producer, and not the other way round.
    pub(crate) fn is_late(&self) -> bool {
        self.0.as_ref().is_some_and(|outlet| !outlet.ended.get() && outlet.waiting.get() == 0)
    }

    /// Whether all was produced and taken.
    pub(crate) fn is_over(&self) -> bool {
        self.0.as_ref().is_none_or(|outlet| outlet.ended.get() && outlet.waiting.get() == 0)
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
                outlet.length.is_some()
                    && outlet.ended.get()
                    && outlet.waiting.get() == 0
                    && outlet.wrong.borrow().is_none()
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
        if let Some(outlet) = &self.0
            && !outlet.ended.replace(true)
        {
            outlet.parts.take();
            let producer = outlet.producer.take();
            producer.inspect(|producer| producer.stop_producing());
        }
    }
}
