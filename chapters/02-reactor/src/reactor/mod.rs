//! [`Reactor`]: waits for events, and calls whoever asked for them.

mod connector;
mod core;
mod limits;
mod port;
mod run;
mod tcp;
#[cfg(unix)]
mod unix;

pub(crate) use self::core::{Core, Registration};
pub(crate) use limits::Slot;

pub use connector::Connector;
pub use port::Port;
pub use tcp::dial_tcp;

use self::core::Phase;
use crate::connection::{Driver, OnLost};
use crate::time::{Time, Timers};
use crate::transport::Stream;
use crate::{Address, Failure, Protocol, Transport};
use std::rc::Rc;
use std::time::Duration;

/// How long a client tries to connect. Twisted's default, too.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// How long the end of the reactor waits for peers to take what was written.
const STOP_DEADLINE: Duration = Duration::from_secs(5);

/// The event loop: waits for sockets and timers, and calls the protocols and
/// functions that asked for them, one at a time.
///
/// This is a handle; clones are handles on the same reactor. Unlike Twisted's
/// there may be several, each in a thread of its own, and none is global: a
/// program hands the reactor to whoever needs it.
///
/// ```
/// use reactor::{Reactor, Time};
/// use std::time::Duration;
///
/// let reactor = Reactor::new();
/// let handle = reactor.clone();
/// reactor.call_later(Duration::from_millis(1), move || handle.stop());
/// reactor.run()?;
/// # Ok::<(), reactor::Failure>(())
/// ```
///
/// Twisted: `twisted.internet.reactor`.
#[derive(Clone)]
pub struct Reactor {
    core: Rc<Core>,
}

impl Reactor {
    /// A reactor that does not run yet. It may be given things to do before
    /// [`run`](Self::run).
    pub fn new() -> Self {
        Self { core: Rc::new(Core::new()) }
    }

    /// Calls `function` when the loop runs: as its first act, or at once if it
    /// runs already.
    ///
    /// Twisted: `callWhenRunning`.
    pub fn call_when_running(&self, function: impl FnOnce() + 'static) {
        if self.core.phase.get() == Phase::New {
            self.core.when_running.borrow_mut().push(Box::new(function));
        } else {
            function();
        }
    }

    /// Calls `function` when the reactor is stopped, before it closes the
    /// connections.
    ///
    /// Twisted: `addSystemEventTrigger("before", "shutdown", …)`.
    pub fn before_shutdown(&self, function: impl FnOnce() + 'static) {
        self.core.before_shutdown.borrow_mut().push(Box::new(function));
    }

    /// Ends the loop after the current event.
    ///
    /// Ports take no more connections, attempts to connect are given up, and
    /// every connection is closed in order: what was written is still sent, for
    /// at most five seconds, or as long as
    /// [`set_stop_deadline`](Self::set_stop_deadline) says; then the rest is
    /// broken off. Every protocol hears of its end. No timer fires any more.
    ///
    /// Twisted drops at once what has not been sent.
    pub fn stop(&self) {
        self.core.stop_asked.set(true);
        self.core.stop.notify_one();
    }

    /// How long [`stop`](Self::stop) waits for peers to take what was written.
    pub fn set_stop_deadline(&self, deadline: Duration) {
        self.core.stop_deadline.set(deadline);
    }

    /// Whether the loop runs and was not told to stop.
    pub fn running(&self) -> bool {
        self.core.phase.get() == Phase::Running && !self.core.stop_asked.get()
    }

    /// Runs a future in the loop, beside the protocols. It need not be `Send`:
    /// there is only one thread. When the reactor stops, it is dropped.
    ///
    /// A panic in it ends it, and is reported.
    pub fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        let core = self.core.clone();
        let mut future = Box::pin(future);
        self.core.spawn(std::future::poll_fn(move |context| {
            let polled = core.guard("a spawned future", || future.as_mut().poll(context));
            polled.unwrap_or(std::task::Poll::Ready(()))
        }));
    }

    /// Says what is done with an error that nobody handles: a panic in a
    /// protocol, an accept that fails. At first it is printed on stderr.
    ///
    /// Twisted: a log observer.
    pub fn set_error_reporter(&self, report: impl Fn(&Failure) + 'static) {
        self.core.set_reporter(report);
    }

    /// Reports an error that nobody handles, as the reactor reports its own.
    ///
    /// Twisted: `log.err`.
    pub fn report(&self, failure: &Failure) {
        self.core.report(failure);
    }

    /// Runs a protocol over any stream of bytes: a socket that was opened by
    /// other means, or TLS.
    ///
    /// Twisted: `adoptStreamConnection`.
    pub fn attach<P: Protocol>(
        &self,
        stream: impl Stream,
        host: Address,
        peer: Address,
        protocol: P,
    ) -> Transport {
        self.drive(stream, host, peer, protocol, None, None)
    }

    pub(crate) fn core(&self) -> &Rc<Core> {
        &self.core
    }

    fn drive<P: Protocol>(
        &self,
        stream: impl Stream,
        host: Address,
        peer: Address,
        protocol: P,
        on_lost: Option<OnLost>,
        slot: Option<Slot>,
    ) -> Transport {
        let transport = Transport::new(stream, &self.core.outbox, host, peer);
        let core = self.core.clone();
        self.core.spawn(Driver::new(core, protocol, transport.clone(), on_lost, slot));
        if self.core.is_ending() {
            transport.lose_connection();
        }
        transport
    }
}

impl Default for Reactor {
    fn default() -> Self {
        Self::new()
    }
}

impl Time for Reactor {
    fn timers(&self) -> &Timers {
        &self.core.timers
    }
}
