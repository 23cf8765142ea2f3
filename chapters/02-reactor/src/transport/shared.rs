//! The state of a connection that its [`Transport`](super::Transport)s and its
//! driver share.

use super::producer::Registered;
use super::{Outbox, Stream, Transport};
use crate::{Address, Failure};
use bytes::{Buf, BytesMut};
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker, ready};
use tokio::io::ReadBuf;

/// A write of at least this many bytes goes straight to the socket when nothing
/// waits before it, which saves a copy. Smaller ones are gathered, which saves
/// system calls; the copy of so little costs less than one.
const LARGE_WRITE: usize = 16 * 1024;

/// An empty write buffer larger than this is given back, so that a connection
/// which once sent much does not keep the memory while it is idle.
const KEPT_CAPACITY: usize = 16 * 1024;

/// A message for the protocol, to be delivered in its turn.
pub(crate) type Message = Box<dyn FnOnce(&mut dyn Any, &Transport)>;

/// How far the end of a connection has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closing {
    No,
    /// It closes once everything is written.
    AfterFlush,
    /// It closes now; `fate` says why.
    Now,
    Closed,
}

/// Whether the peer's data is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    Wanted,
    Paused,
    Stopped,
}

pub(crate) struct Shared {
    pub(crate) stream: RefCell<Option<Box<dyn Stream>>>,
    pub(crate) unwritten: RefCell<BytesMut>,
    pub(crate) write_limit: Cell<usize>,
    pub(crate) closing: Cell<Closing>,
    /// Whether the writing half is to be closed alone.
    pub(crate) half_closing: Cell<bool>,
    pub(crate) fate: Cell<Option<Failure>>,
    pub(crate) reading: Cell<Reading>,
    pub(crate) producer: RefCell<Option<Registered>>,
    pub(crate) messages: RefCell<Vec<Message>>,
    /// Wakes the driver.
    pub(super) waker: RefCell<Option<Waker>>,
    pub(super) outbox: Option<Rc<Outbox>>,
    /// Whether it is in the outbox.
    pub(super) listed: Cell<bool>,
    /// Set while the protocol is being called: the driver looks at every note
    /// afterwards, and need not be woken for it.
    pub(crate) in_turn: Cell<bool>,
    pub(crate) peer: Address,
    pub(crate) host: Address,
}

/// What is `inline` here is called in each turn by a driver, which is compiled together
/// with its protocol, in another crate.
impl Shared {
    pub(super) fn new(
        stream: Option<Box<dyn Stream>>,
        outbox: Option<Rc<Outbox>>,
        host: Address,
        peer: Address,
    ) -> Self {
        Self {
            stream: RefCell::new(stream),
            unwritten: RefCell::default(),
            write_limit: Cell::new(usize::MAX),
            closing: Cell::new(Closing::No),
            half_closing: Cell::new(false),
            fate: Cell::default(),
            reading: Cell::new(Reading::Wanted),
            producer: RefCell::default(),
            messages: RefCell::default(),
            waker: RefCell::default(),
            outbox,
            listed: Cell::new(false),
            in_turn: Cell::new(false),
            peer,
            host,
        }
    }

    /// Has the driver look at the notes, unless it is going to anyway.
    pub(crate) fn wake(&self) {
        if !self.in_turn.get() {
            self.wake_always();
        }
    }

    pub(crate) fn wake_always(&self) {
        if let Some(waker) = &*self.waker.borrow() {
            waker.wake_by_ref();
        }
    }

    #[inline]
    pub(crate) fn remember(&self, waker: &Waker) {
        let mut known = self.waker.borrow_mut();
        if !known.as_ref().is_some_and(|known| known.will_wake(waker)) {
            *known = Some(waker.clone());
        }
    }

    /// Writes are taken until the connection is to close. A producer goes on
    /// until it is done: closing waits for it.
    fn takes_writes(&self) -> bool {
        let closing = self.closing.get();
        let producing = self.producer.borrow().is_some();
        !self.half_closing.get()
            && (closing == Closing::No || (closing == Closing::AfterFlush && producing))
    }

    #[inline]
    pub(crate) fn write(self: &Rc<Self>, data: &[u8]) {
        if data.is_empty() || !self.takes_writes() {
            return;
        }
        let rest = self.write_through(data);
        if rest.is_empty() {
            return;
        }
        self.unwritten.borrow_mut().extend_from_slice(rest);
        if self.is_watched() {
            self.wake();
        } else if !self.in_turn.get() {
            self.send_later();
        }
    }

    /// Whether it is for the driver to send: there is something that it does when all is
    /// written, or too much is.
    pub(super) fn is_watched(&self) -> bool {
        self.closing.get() != Closing::No
            || self.half_closing.get()
            || self.producer.borrow().is_some()
    }

    /// Gives a large write to the socket at once; returns what it did not take.
    /// If it takes nothing because the connection is broken, the flush meets that
    /// again.
    fn write_through<'a>(&self, mut data: &'a [u8]) -> &'a [u8] {
        if data.len() < LARGE_WRITE || !self.unwritten.borrow().is_empty() {
            return data;
        }
        let mut stream = self.stream.borrow_mut();
        let Some(stream) = &mut *stream else { return data };
        // Nobody waits here: whoever sends the rest next has a waker.
        let mut context = Context::from_waker(Waker::noop());
        while !data.is_empty() {
            let written = Pin::new(&mut **stream).poll_write(&mut context, data);
            let Poll::Ready(Ok(written @ 1..)) = written else { break };
            data = &data[written..];
        }
        data
    }

    /// Writes what waits. Ready means that nothing waits any more.
    #[inline]
    pub(crate) fn poll_flush(&self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut stream = self.stream.borrow_mut();
        let Some(stream) = &mut *stream else { return Poll::Ready(Ok(())) };
        let mut stream = Pin::new(&mut **stream);
        let mut unwritten = self.unwritten.borrow_mut();
        while !unwritten.is_empty() {
            let written = ready!(stream.as_mut().poll_write(context, &unwritten))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            take_away(&mut unwritten, written);
        }
        if unwritten.capacity() > KEPT_CAPACITY {
            *unwritten = BytesMut::new();
        }
        stream.poll_flush(context)
    }

    /// Reads into `buffer`; zero bytes are the end.
    #[inline]
    pub(crate) fn poll_read(
        &self,
        context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let mut stream = self.stream.borrow_mut();
        let Some(stream) = &mut *stream else { return Poll::Pending };
        let mut buffer = ReadBuf::new(buffer);
        ready!(Pin::new(&mut **stream).poll_read(context, &mut buffer))?;
        Poll::Ready(Ok(buffer.filled().len()))
    }

    /// Tells the peer that nothing more will come.
    pub(crate) fn poll_shutdown(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut stream = self.stream.borrow_mut();
        let Some(stream) = &mut *stream else { return Poll::Ready(()) };
        // That the peer has gone already is no news to one who is closing.
        Pin::new(&mut **stream).poll_shutdown(context).map(drop)
    }
}

/// An empty buffer is cleared, and so begins at its beginning again: one that only
/// advances has to be made room in, time and again.
fn take_away(unwritten: &mut BytesMut, written: usize) {
    if written == unwritten.len() {
        unwritten.clear();
    } else {
        unwritten.advance(written);
    }
}
