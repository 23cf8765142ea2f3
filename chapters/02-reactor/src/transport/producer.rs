//! [`Producer`]: a source that can be told to wait.

use super::{Closing, Reading, Transport};
use std::rc::Rc;

/// A source of data that can be told to wait, so that a slow reader does not
/// fill the memory.
///
/// The methods are called in the turn of the connection that the producer is
/// registered with; they may write to it at once.
///
/// Twisted: `IPushProducer` and `IPullProducer`.
// ANCHOR: trait
pub trait Producer {
    /// Stop for now: more than enough is waiting to be written.
    fn pause_producing(&self);

    /// Go on. A pull producer writes one piece for each call.
    fn resume_producing(&self);

    /// Stop for good: nobody is there to read it.
    fn stop_producing(&self);
}
// ANCHOR_END: trait

impl Transport {
    /// Reads nothing until [`resume_producing`](Self::resume_producing): the
    /// peer will have to wait.
    pub fn pause_producing(&self) {
        self.set_reading(Reading::Paused);
    }

    /// Reads again.
    pub fn resume_producing(&self) {
        self.set_reading(Reading::Wanted);
    }

    /// Reads nothing any more, and closes the connection.
    pub fn stop_producing(&self) {
        self.set_reading(Reading::Stopped);
    }

    fn set_reading(&self, reading: Reading) {
        if ![Reading::Stopped, reading].contains(&self.0.reading.get()) {
            self.0.reading.set(reading);
            self.0.wake();
        }
    }

    /// Whether the peer's data is wanted: neither paused nor stopped.
    pub fn is_producing(&self) -> bool {
        self.0.reading.get() == Reading::Wanted
    }

    /// Registers a source that writes by itself. It is paused when more than
    /// 64 KiB wait to be written, and resumed when all is written.
    ///
    /// It is told so in this connection's turn. What it writes before that still
    /// comes on top; if it is another connection, at most 512 KiB.
    ///
    /// Twisted: `registerProducer(producer, True)`.
    pub fn register_push_producer(&self, producer: Rc<dyn Producer>) {
        self.register(Registered { producer, flow: Flow::Pushing });
    }

    /// Registers a source that writes one piece each time it is asked, which is
    /// whenever everything is written.
    ///
    /// Twisted: `registerProducer(producer, False)`.
    pub fn register_pull_producer(&self, producer: Rc<dyn Producer>) {
        self.register(Registered { producer, flow: Flow::Pulling });
    }

    /// Where the connection is over, the producer is told so at once, as in
    /// Twisted; this is the one method that calls anything.
    fn register(&self, registered: Registered) {
        if self.0.closing.get() == Closing::Closed {
            registered.producer.stop_producing();
            return;
        }
        self.0.producer.replace(Some(registered));
        self.0.wake();
    }

    /// The producer has written its last. A close that waited for it goes on.
    pub fn unregister_producer(&self) {
        self.0.producer.replace(None);
        self.0.wake();
    }
}

/// A transport is the producer of what its peer sends. Registered with another
/// connection's transport, it passes on no more than that one can take; a proxy
/// needs nothing else.
impl Producer for Transport {
    fn pause_producing(&self) {
        Transport::pause_producing(self);
    }

    fn resume_producing(&self) {
        Transport::resume_producing(self);
    }

    fn stop_producing(&self) {
        Transport::stop_producing(self);
    }
}

/// How a registered producer is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// It produces by itself, until it is paused.
    Pushing,
    /// It produced by itself and has been paused.
    Paused,
    /// It produces one piece each time it is asked.
    Pulling,
}

pub(crate) struct Registered {
    pub(crate) producer: Rc<dyn Producer>,
    pub(crate) flow: Flow,
}
