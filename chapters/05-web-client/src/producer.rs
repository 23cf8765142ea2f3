//! [`BodyProducer`]: who makes the body of a request, and [`Consumer`], who takes it.

use std::fmt;
use std::rc::Rc;

use bytes::Bytes;
use deferred::{Deferred, succeed};
use reactor::Producer;

use crate::outlet::Outlet;

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
pub struct Consumer(pub(crate) Rc<Outlet>);

impl Consumer {
    /// Sends these bytes, after those before. Where more than 64 KiB wait to be sent,
    /// the producer is paused before this returns; it is resumed when all are.
    ///
    /// They are kept until they are sent: so they are given away, as a `Vec` or a
    /// `String`, or are there for ever, as a text in the program is.
    ///
    /// What is written when the body is over goes nowhere.
    pub fn write(&self, part: impl Into<Bytes>) {
        self.0.write(part.into());
    }

    /// How many bytes wait to be sent.
    pub fn unwritten(&self) -> usize {
        self.0.unwritten()
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
