//! [`Transport`]: the protocol's end of a connection.

mod outbox;
mod producer;
mod shared;
mod stream;

pub(crate) use outbox::Outbox;
pub(crate) use producer::{Flow, Registered};
pub(crate) use shared::{Closing, Message, Reading, Shared};

pub use producer::Producer;
pub use stream::Stream;

use crate::reasons::{ConnectionAborted, WriteLimitExceeded};
use crate::{Address, Failure, Protocol};
use std::fmt;
use std::io;
use std::rc::Rc;

/// A handle on one connection: writes to it, closes it, says who is there.
///
/// Clone it freely, and keep clones elsewhere: a chat keeps one for each user.
/// No method waits, and none calls a protocol. Each leaves a note for the
/// connection's driver, which acts on it in its own turn. That is why one
/// protocol may write to any other from inside any callback.
///
/// Once the connection is over, the methods do nothing.
///
/// Twisted: `ITransport`, `ITCPTransport`, `IConsumer`.
#[derive(Clone)]
pub struct Transport(pub(crate) Rc<Shared>);

impl Transport {
    pub(crate) fn new(
        stream: impl Stream,
        outbox: &Rc<Outbox>,
        host: Address,
        peer: Address,
    ) -> Self {
        let stream: Box<dyn Stream> = Box::new(stream);
        Self(Rc::new(Shared::new(Some(stream), Some(outbox.clone()), host, peer)))
    }

    /// One that keeps what is written to it.
    pub(crate) fn in_memory(host: Address, peer: Address) -> Self {
        Self(Rc::new(Shared::new(None, None, host, peer)))
    }

    /// Sends `data`, after whatever was written before.
    ///
    /// It returns at once; what the socket cannot take yet is kept. While more
    /// than 64 KiB are kept, the connection's own peer is not read, so an echo
    /// to a peer that never reads ends by itself. Data from elsewhere is held
    /// back by a [`Producer`], or bounded by
    /// [`set_write_limit`](Self::set_write_limit).
    ///
    /// Nothing is sent that is written after
    /// [`lose_connection`](Self::lose_connection). Twisted still takes it as
    /// long as older data waits.
    pub fn write(&self, data: impl AsRef<[u8]>) {
        self.0.write(data.as_ref());
        self.enforce_write_limit();
    }

    /// Sends several pieces, one behind the other.
    pub fn write_sequence<I>(&self, pieces: I)
    where
        I: IntoIterator,
        I::Item: AsRef<[u8]>,
    {
        for piece in pieces {
            self.write(piece);
        }
    }

    /// Closes the connection when everything is written, and when a registered
    /// producer is done. Nothing more is read.
    pub fn lose_connection(&self) {
        if self.0.closing.get() == Closing::No {
            self.0.closing.set(Closing::AfterFlush);
            self.0.wake();
        }
    }

    /// Tells the peer, when everything is written, that nothing more will come;
    /// goes on reading.
    ///
    /// Twisted: `loseWriteConnection`.
    pub fn lose_write_connection(&self) {
        self.0.half_closing.set(true);
        self.0.wake();
    }

    /// Breaks the connection now. What was not sent yet never will be, and the
    /// peer sees a broken connection, not an end.
    pub fn abort_connection(&self) {
        self.abort_with(ConnectionAborted);
    }

    pub(crate) fn abort_with(&self, reason: impl Into<Failure>) {
        if matches!(self.0.closing.get(), Closing::No | Closing::AfterFlush) {
            self.0.closing.set(Closing::Now);
            self.0.fate.set(Some(reason.into()));
            self.0.unwritten.take();
            self.0.wake();
        }
    }

    /// The other end of the connection.
    pub fn get_peer(&self) -> &Address {
        &self.0.peer
    }

    /// This end of the connection.
    pub fn get_host(&self) -> &Address {
        &self.0.host
    }

    /// Whether the connection is closed, or is to be as soon as everything is
    /// written.
    pub fn disconnecting(&self) -> bool {
        self.0.closing.get() != Closing::No
    }

    /// How many bytes wait to be written.
    pub fn unwritten(&self) -> usize {
        self.0.unwritten.borrow().len()
    }

    /// Breaks the connection, with [`WriteLimitExceeded`], as soon as more than
    /// `limit` bytes wait to be written. There is no limit at first.
    ///
    /// A server that passes one client's words on to others wants one: a client
    /// which never reads would else fill its memory.
    pub fn set_write_limit(&self, limit: usize) {
        self.0.write_limit.set(limit);
        self.enforce_write_limit();
    }

    fn enforce_write_limit(&self) {
        let limit = self.0.write_limit.get();
        if self.unwritten() > limit {
            self.abort_with(WriteLimitExceeded { limit });
        }
    }

    /// Has the system ask a silent peer, now and then, whether it is still
    /// there: one that lost its power sends no end.
    ///
    /// # Errors
    ///
    /// What the operating system said.
    ///
    /// Twisted: `setTcpKeepAlive`.
    pub fn set_keep_alive(&self, on: bool) -> io::Result<()> {
        match &*self.0.stream.borrow() {
            Some(stream) => stream.set_keep_alive(on),
            None => Ok(()),
        }
    }

    /// Leaves a message for the protocol of this connection: `message` is
    /// called in the protocol's own turn, with `&mut` access to it. This is how
    /// a timer or a result that comes later reaches a protocol.
    ///
    /// ```
    /// use reactor::{Clock, InMemory, Protocol, Time, Transport};
    /// use std::time::Duration;
    ///
    /// struct Slow { clock: Clock, answered: usize }
    ///
    /// impl Protocol for Slow {
    ///     fn data_received(&mut self, transport: &Transport, _: &[u8]) {
    ///         let transport = transport.clone();
    ///         self.clock.call_later(Duration::from_secs(1), move || {
    ///             transport.post(|slow: &mut Slow, transport| {
    ///                 slow.answered += 1;
    ///                 transport.write(format!("answer {}", slow.answered));
    ///             });
    ///         });
    ///     }
    /// }
    ///
    /// let clock = Clock::new();
    /// let mut connection = InMemory::new(Slow { clock: clock.clone(), answered: 0 });
    /// connection.receive(b"question");
    /// clock.advance(Duration::from_secs(1));
    /// assert_eq!(connection.written(), b"answer 1");
    /// ```
    ///
    /// When the connection is over, the message is dropped.
    ///
    /// # Panics
    ///
    /// In the protocol's turn, and so ending the connection, when the protocol
    /// is no `P`.
    pub fn post<P: Protocol>(&self, message: impl FnOnce(&mut P, &Transport) + 'static) {
        if self.0.closing.get() == Closing::Closed {
            return;
        }
        let message: Message = Box::new(move |protocol, transport| match protocol.downcast_mut() {
            Some(protocol) => message(protocol, transport),
            None => panic!("a message for {} came to another", std::any::type_name::<P>()),
        });
        self.0.messages.borrow_mut().push(message);
        self.0.wake_always();
    }
}

/// Two transports are equal when they belong to the same connection.
impl PartialEq for Transport {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Transport {}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Transport({} to {})", self.0.host, self.0.peer)
    }
}
