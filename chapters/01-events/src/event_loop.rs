//! [`EventLoop`]: wait for events, and call whoever waits for them.

use std::fmt;
use std::io;
use std::rc::Rc;
use std::time::Duration;

use mio::{Events, Interest, Poll, Token};

use crate::clock::{Clock, SystemClock};
use crate::handlers::{Handler, Handlers};
use crate::timers::Timers;

/// How many events one turn takes from the system. What is left over comes in
/// the next turn, so the number only bounds the memory and the turn's length.
const EVENTS_PER_TURN: usize = 1024;

type Callback = Box<dyn FnOnce(&mut EventLoop)>;

/// Waits for timers and sockets, all in one thread, and dispatches.
///
/// ```
/// use std::time::Duration;
/// use events::EventLoop;
///
/// let mut event_loop = EventLoop::new()?;
/// event_loop.call_later(Duration::from_millis(20), |event_loop| {
///     println!("this comes second, and ends the loop");
///     event_loop.stop();
/// });
/// event_loop.call_later(Duration::from_millis(10), |_| println!("this comes first"));
/// event_loop.run()?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct EventLoop {
    poll: Poll,
    events: Events,
    handlers: Handlers<Box<dyn Handler>>,
    timers: Timers<Callback>,
    clock: Rc<dyn Clock>,
    running: bool,
}

impl EventLoop {
    /// A loop with nothing to do yet.
    ///
    /// # Errors
    ///
    /// When the system gives us no selector (epoll, kqueue, a completion port).
    pub fn new() -> io::Result<Self> {
        Self::with_clock(Rc::new(SystemClock))
    }

    /// A loop that asks `clock` for the time.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub fn with_clock(clock: Rc<dyn Clock>) -> io::Result<Self> {
        Ok(EventLoop {
            poll: Poll::new()?,
            events: Events::with_capacity(EVENTS_PER_TURN),
            handlers: Handlers::new(),
            timers: Timers::new(),
            clock,
            running: false,
        })
    }

    /// Calls `callback` once, when `delay` has passed, or as soon after as the loop
    /// is free. With no delay it is called in the next turn, never in this one.
    ///
    /// A delay that goes beyond the end of time (of [`std::time::Instant`]) never
    /// passes. Twisted: `reactor.callLater`.
    pub fn call_later(&mut self, delay: Duration, callback: impl FnOnce(&mut Self) + 'static) {
        if let Some(due) = self.clock.now().checked_add(delay) {
            self.timers.add(due, Box::new(callback));
        }
    }

    /// Watches the handler's socket, and calls the handler when it is ready.
    ///
    /// # Errors
    ///
    /// When the system refuses to watch this socket. The handler is dropped.
    pub fn register(
        &mut self,
        mut handler: impl Handler + 'static,
        interests: Interest,
    ) -> io::Result<Token> {
        let token = self.handlers.new_token();
        self.poll.registry().register(handler.source(), token, interests)?;
        self.handlers.add(token, Box::new(handler));
        Ok(token)
    }

    /// Stops watching, and drops the handler, which closes its socket. From here on
    /// it is not called any more, not even if its event has come in already.
    ///
    /// Does nothing if there is no such handler.
    pub fn deregister(&mut self, token: Token) {
        if let Some(handler) = self.handlers.remove(token) {
            self.release(handler);
        }
    }

    /// Calls the handler, as if its socket were ready; if another one has removed it
    /// meanwhile, does nothing.
    ///
    /// A handler that leaves off before its socket would block is not called again
    /// by itself. Together with [`call_later`](Self::call_later) it can see to that:
    /// `event_loop.call_later(pause, move |event_loop| event_loop.dispatch(token))`.
    // ANCHOR: dispatch
    pub fn dispatch(&mut self, token: Token) {
        let Some(mut handler) = self.handlers.take(token) else { return };
        handler.ready(self, token);
        if let Some(removed) = self.handlers.put_back(token, handler) {
            self.release(removed);
        }
    }
    // ANCHOR_END: dispatch

    /// Runs until [`stop`](Self::stop). With no timer pending and no socket ready,
    /// it sleeps and takes no processor time.
    ///
    /// # Errors
    ///
    /// When the system cannot wait for events.
    // ANCHOR: run
    pub fn run(&mut self) -> io::Result<()> {
        self.running = true;
        while self.running {
            let timeout = self.timers.next_timeout(self.clock.now());
            let ready = self.wait_for_events(timeout)?;
            let due = self.timers.take_due(self.clock.now());
            for token in ready {
                self.dispatch(token);
            }
            for callback in due {
                callback(self);
            }
        }
        Ok(())
    }
    // ANCHOR_END: run

    /// Ends [`run`](Self::run) after this turn: what has been found ready or due
    /// together with the caller is still called.
    pub fn stop(&mut self) {
        self.running = false;
    }

    /// Sleeps until a socket is ready, but no longer than `timeout`.
    fn wait_for_events(&mut self, timeout: Option<Duration>) -> io::Result<Vec<Token>> {
        let timeout = timeout.map(|timeout| self.clock.wait(timeout));
        match self.poll.poll(&mut self.events, timeout) {
            // A signal woke us: nothing is ready, and the next turn sleeps on.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Vec::new()),
            Err(error) => Err(error),
            Ok(()) => Ok(self.events.iter().map(mio::event::Event::token).collect()),
        }
    }

    /// The system need not be told for the handler's sake: it forgets a socket that
    /// is closed. But the socket may have been cloned, and stay open elsewhere.
    fn release(&mut self, mut handler: Box<dyn Handler>) {
        let _ = self.poll.registry().deregister(handler.source());
    }
}

impl fmt::Debug for EventLoop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventLoop").field("running", &self.running).finish_non_exhaustive()
    }
}
