//! [`Pipe`]: what hyper reads from and writes to, in place of a socket.

use bytes::{Buf, BytesMut};
use hyper::rt::{Read, ReadBufCursor, Write};
use reactor::{Producer, Transport};
use std::cell::{Cell, RefCell};
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// So many bytes may wait on either side before the other one is held back.
const HIGH_WATER: usize = 64 * 1024;

/// The end of the pipe that belongs to hyper. The protocol has the other one, and
/// they share what is in between.
pub(crate) struct Pipe(pub(crate) Rc<Shared>);

/// What has come and was not read yet, and who is to be woken for what.
pub(crate) struct Shared {
    transport: Transport,
    /// How many bytes hyper has written.
    given: Cell<u64>,
    received: RefCell<BytesMut>,
    at_end: Cell<bool>,
    /// hyper has got on, with reading or with writing, and has not asked since
    /// whether more has come.
    busy: Cell<bool>,
    /// An answer is being read that is there already, on a disk.
    promised: Cell<bool>,
    lost: Cell<bool>,
    reader: RefCell<Option<Waker>>,
    writer: RefCell<Option<Waker>>,
}

impl Shared {
    pub(crate) fn new(transport: &Transport) -> Rc<Self> {
        Rc::new(Self {
            transport: transport.clone(),
            given: Cell::new(0),
            received: RefCell::default(),
            at_end: Cell::new(false),
            busy: Cell::new(false),
            promised: Cell::new(false),
            lost: Cell::new(false),
            reader: RefCell::default(),
            writer: RefCell::default(),
        })
    }

    /// Some bytes have come; hyper is to get on. Whoever sends faster than requests are
    /// read waits.
    pub(crate) fn push(&self, data: &[u8]) {
        let mut received = self.received.borrow_mut();
        received.extend_from_slice(data);
        if received.len() > HIGH_WATER {
            self.transport.pause_producing();
        }
    }

    /// Nothing more will come.
    pub(crate) fn end(&self) {
        self.at_end.set(true);
        wake(&self.reader);
    }

    /// The connection is over: nobody takes what is written, either.
    pub(crate) fn lose(&self) {
        self.lost.set(true);
        self.end();
        wake(&self.writer);
    }

    /// The client is to get this answer, even if it sends nothing any more.
    pub(crate) fn promise(&self) {
        self.promised.set(true);
    }

    /// The answer is there, or given up.
    pub(crate) fn redeem(&self) {
        if self.promised.take() {
            wake(&self.reader);
        }
    }

    /// Whether hyper may not hear of the end yet.
    fn hides_the_end(&self) -> bool {
        !self.lost.get() && (self.promised.get() || self.writer.borrow().is_some())
    }

    /// How many bytes of all answers wait for the client.
    pub(super) fn unwritten(&self) -> usize {
        self.transport.unwritten()
    }

    /// How many bytes of all answers the client has taken, or the system for it.
    pub(super) fn taken(&self) -> u64 {
        self.given.get() - self.unwritten() as u64
    }

    /// Closes the connection; breaks it if something waits that the client does not
    /// take.
    pub(super) fn give_up(&self) {
        if self.unwritten() > 0 {
            self.transport.abort_connection();
        } else {
            self.transport.lose_connection();
        }
    }

    fn take(&self, buffer: &mut ReadBufCursor<'_>) {
        let mut received = self.received.borrow_mut();
        let length = received.len().min(buffer.remaining());
        buffer.put_slice(&received[..length]);
        self.busy.set(length > 0);
        received.advance(length);
        // To resume wakes the connection's driver, which is worth it only after a pause.
        if !self.transport.is_producing() && received.len() <= HIGH_WATER {
            self.transport.resume_producing();
        }
    }

    /// Writes some of it, and says how much.
    ///
    /// A transport takes any amount. It is we who have to stop, or a client that
    /// never reads would have the whole answer in our memory.
    fn give(&self, pieces: &[IoSlice<'_>]) -> usize {
        let mut given = 0;
        for piece in pieces {
            let part = &piece[..piece.len().min(HIGH_WATER - given)];
            self.transport.write(part);
            given += part.len();
        }
        self.given.set(self.given.get() + given as u64);
        given
    }
}

/// hyper gives up a request as soon as it reads that the client has stopped
/// sending, even when the request came together with that end. So the end waits for
/// one turn: what was asked for completely is rendered, and answered if that takes
/// no longer. It waits, too, while a page is written that is there already, or a file
/// read, for as long as the client takes to read it.
impl Read for Pipe {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let shared = &self.0;
        if shared.received.borrow().is_empty() {
            if !shared.at_end.get() || shared.hides_the_end() {
                remember(&shared.reader, context);
                return Poll::Pending;
            }
            if shared.busy.take() {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
        }
        shared.take(&mut buffer);
        Poll::Ready(Ok(()))
    }
}

impl Write for Pipe {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(context, &[IoSlice::new(data)])
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let shared = &self.0;
        if shared.lost.get() {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        if shared.transport.unwritten() > HIGH_WATER {
            remember(&shared.writer, context);
            shared.transport.register_pull_producer(shared.clone());
            return Poll::Pending;
        }
        shared.busy.set(true);
        Poll::Ready(Ok(shared.give(pieces)))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.0.transport.lose_connection();
        Poll::Ready(Ok(()))
    }
}

/// hyper is done with the connection, whether in order or not.
impl Drop for Pipe {
    fn drop(&mut self) {
        self.0.transport.lose_connection();
    }
}

/// Registered with the transport only while hyper waits to write, so as to hear
/// that everything is written. For a pull producer that is the moment when it is
/// asked for more.
impl Producer for Shared {
    fn pause_producing(&self) {}

    fn resume_producing(&self) {
        self.transport.unregister_producer();
        self.busy.set(true);
        wake(&self.writer);
    }

    fn stop_producing(&self) {
        self.lose();
    }
}

fn remember(waiting: &RefCell<Option<Waker>>, context: &Context<'_>) {
    let known = &mut *waiting.borrow_mut();
    match known {
        Some(known) => known.clone_from(context.waker()),
        None => *known = Some(context.waker().clone()),
    }
}

fn wake(waiting: &RefCell<Option<Waker>>) {
    // Taken first: waking may run code that comes back here.
    let waker = waiting.take();
    if let Some(waker) = waker {
        waker.wake();
    }
}
