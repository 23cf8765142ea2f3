//! [`Driver`]: the task that runs one connection.

use super::{HIGH_WATER, regulate_producer, take_messages};
use crate::reactor::{Core, Registration, Slot};
use crate::reasons::{ConnectionDone, ConnectionLost, Panicked};
use crate::transport::{Closing, Reading, Shared};
use crate::{Failure, Protocol, Transport};
use std::any::type_name;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

/// After so many steps a connection lets the others have their turn, however
/// much its peer may have sent.
const STEPS_IN_A_TURN: usize = 8;

/// Told when the connection is over, after the protocol.
pub(crate) type OnLost = Box<dyn FnOnce(&Failure)>;

/// The task that runs one connection. It alone owns the protocol; that is why
/// the protocol's methods can have a plain `&mut self`.
pub(crate) struct Driver<P> {
    protocol: P,
    transport: Transport,
    core: Rc<Core>,
    made: bool,
    at_end: bool,
    shut_down: bool,
    on_lost: Option<OnLost>,
    slot: Option<Slot>,
    /// Its drop tells the reactor that the connection is over.
    _registration: Registration,
}

impl<P: Protocol> Driver<P> {
    pub(crate) fn new(
        core: Rc<Core>,
        protocol: P,
        transport: Transport,
        on_lost: Option<OnLost>,
        slot: Option<Slot>,
    ) -> Self {
        let registration = core.register(&transport);
        Self {
            protocol,
            transport,
            core,
            made: false,
            at_end: false,
            shut_down: false,
            on_lost,
            slot,
            _registration: registration,
        }
    }

    fn shared(&self) -> &Shared {
        &self.transport.0
    }

    /// Does what can be done now. An error is the end of the connection.
    fn work(&mut self, context: &mut Context<'_>) -> Result<(), Failure> {
        if !self.made {
            self.made = true;
            context.waker().wake_by_ref();
            // Data waits for the next turn, so that of clients who came together
            // all are connected before the first is heard. So it is in Twisted.
            return self.call("connection_made", P::make_connection);
        }
        for _ in 0..STEPS_IN_A_TURN {
            if !self.step(context)? {
                return Ok(());
            }
        }
        context.waker().wake_by_ref();
        Ok(())
    }

    /// Returns whether there may be more to do. If not, something will wake
    /// the task: the socket, or a note that somebody leaves.
    fn step(&mut self, context: &mut Context<'_>) -> Result<bool, Failure> {
        self.deliver_messages()?;
        self.check_fate()?;
        let flushed = self.flush(context)?;
        if self.feed(flushed)? {
            return Ok(true);
        }
        if self.shared().reading.get() == Reading::Stopped {
            self.transport.lose_connection();
        }
        if flushed {
            self.close_if_asked(context)?;
        }
        if self.may_read() { self.read(context) } else { Ok(false) }
    }

    fn deliver_messages(&mut self) -> Result<(), Failure> {
        if self.shared().messages.borrow().is_empty() {
            return Ok(());
        }
        for message in take_messages(&self.transport) {
            self.call("a message", |protocol, transport| message(protocol, transport))?;
        }
        Ok(())
    }

    fn check_fate(&self) -> Result<(), Failure> {
        self.shared().fate.take().map_or(Ok(()), Err)
    }

    /// Returns whether everything is written.
    fn flush(&self, context: &mut Context<'_>) -> Result<bool, Failure> {
        if self.shared().sends_later() {
            return Ok(false);
        }
        match self.shared().poll_flush(context) {
            Poll::Ready(Ok(())) => Ok(true),
            Poll::Ready(Err(error)) => Err(ConnectionLost(error).into()),
            Poll::Pending => Ok(false),
        }
    }

    fn feed(&mut self, flushed: bool) -> Result<bool, Failure> {
        if self.shared().producer.borrow().is_none() {
            return Ok(false);
        }
        let mut called = false;
        self.call("a producer", |_, transport| called = regulate_producer(transport, flushed))?;
        Ok(called)
    }

    fn close_if_asked(&mut self, context: &mut Context<'_>) -> Result<(), Failure> {
        let shared = self.shared();
        let producing = shared.producer.borrow().is_some();
        let closing = shared.closing.get() == Closing::AfterFlush && !producing;
        if !(closing || shared.half_closing.get()) || !self.shut_down(context) {
            return Ok(());
        }
        if closing { Err(ConnectionDone.into()) } else { Ok(()) }
    }

    fn shut_down(&mut self, context: &mut Context<'_>) -> bool {
        self.shut_down = self.shut_down || self.shared().poll_shutdown(context).is_ready();
        self.shut_down
    }

    fn may_read(&self) -> bool {
        let shared = self.shared();
        !self.at_end
            && shared.closing.get() == Closing::No
            && shared.reading.get() == Reading::Wanted
            && self.transport.unwritten() <= HIGH_WATER
    }

    fn read(&mut self, context: &mut Context<'_>) -> Result<bool, Failure> {
        let mut buffer = self.core.lend_buffer();
        let outcome = match self.shared().poll_read(context, &mut buffer) {
            Poll::Pending => Ok(false),
            Poll::Ready(Err(error)) => Err(ConnectionLost(error).into()),
            Poll::Ready(Ok(0)) => self.end_of_data(),
            Poll::Ready(Ok(length)) => self.hear(&buffer[..length]),
        };
        self.core.take_back(buffer);
        outcome
    }

    fn hear(&mut self, data: &[u8]) -> Result<bool, Failure> {
        self.call("data_received", |protocol, transport| protocol.data_received(transport, data))?;
        if self.transport.unwritten() > 0 && self.core.outbox.is_busy() {
            self.transport.0.send_later();
        }
        Ok(true)
    }

    fn end_of_data(&mut self) -> Result<bool, Failure> {
        self.at_end = true;
        self.call("read_connection_lost", |protocol, transport| {
            protocol.read_connection_lost(transport);
        })?;
        Ok(true)
    }

    /// Calls the protocol; a panic ends the connection and nothing else.
    fn call(
        &mut self,
        what: &str,
        function: impl FnOnce(&mut P, &Transport),
    ) -> Result<(), Failure> {
        self.transport.0.in_turn.set(true);
        let protocol = &mut self.protocol;
        let transport = &self.transport;
        let outcome = catch_unwind(AssertUnwindSafe(|| function(protocol, transport)));
        self.transport.0.in_turn.set(false);
        outcome.map_err(|payload| {
            let place = format!("{what} of {}", type_name::<P>());
            let failure = Failure::from(Panicked::new(place, &*payload));
            self.core.report(&failure);
            failure
        })
    }

    /// The connection is over: frees the socket, then tells everybody.
    fn finish(&mut self, reason: &Failure) {
        let graceful = self.shared().closing.get() == Closing::AfterFlush;
        let broken = self.shared().closing.get() == Closing::Now;
        self.shared().closing.set(Closing::Closed);
        let mut better = None;
        if let Some(mut stream) = self.shared().stream.take() {
            better = stream.end_reason();
            if broken {
                stream.break_on_drop();
            } else if graceful && !self.at_end && reason.check::<ConnectionDone>().is_some() {
                self.core.linger(stream, self.slot.take());
            }
        }
        self.shared().unwritten.take();
        self.tell(better.as_ref().unwrap_or(reason));
        // What they own may leave notes again while it goes: nobody will look.
        drop(self.shared().messages.take());
    }

    fn tell(&mut self, reason: &Failure) {
        let registered = self.shared().producer.take();
        // A panic here is reported by `call`; there is nothing left to end.
        if let Some(registered) = registered {
            let _ = self.call("a producer", |_, _| registered.producer.stop_producing());
        }
        let _ = self.call("connection_lost", |protocol, transport| {
            protocol.connection_lost(transport, reason);
        });
        if let Some(on_lost) = self.on_lost.take() {
            self.core.guard("client_connection_lost", || on_lost(reason));
        }
    }
}

/// Nothing in it is pinned: the protocol is only ever borrowed.
impl<P> Unpin for Driver<P> {}

impl<P: Protocol> Future for Driver<P> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.shared().remember(context.waker());
        match self.work(context) {
            Ok(()) => Poll::Pending,
            Err(reason) => {
                self.finish(&reason);
                Poll::Ready(())
            }
        }
    }
}
