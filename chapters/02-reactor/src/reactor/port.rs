//! [`Port`]: a place where a server listens, and the loop that accepts there.

use super::limits::{Limit, Slot};
use super::{Core, Reactor};
use crate::transport::Stream;
use crate::{Address, Factory, Failure};
use std::cell::Cell;
use std::io;
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::Notify;

/// The first wait after an accept that failed, and the longest: each failure in
/// a row doubles it. What makes accept fail (no more file descriptors, no
/// memory) passes when connections end, not at once.
const FIRST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// A place where a server listens.
///
/// Dropping it changes nothing; the server listens until
/// [`stop_listening`](Self::stop_listening), or until the reactor stops.
///
/// Twisted: `IListeningPort`.
#[derive(Clone)]
pub struct Port(Rc<State>);

struct State {
    host: Address,
    limit: Rc<Limit>,
    stopped: Cell<bool>,
    stop: Notify,
}

impl Port {
    /// Where the server listens. After listening on port 0, this tells which
    /// port it became.
    pub fn get_host(&self) -> &Address {
        &self.0.host
    }

    /// Takes no more connections. Those that stand are left alone.
    pub fn stop_listening(&self) {
        self.0.stopped.set(true);
        self.0.stop.notify_one();
    }

    /// Has no more than `most` connections open at a time; there is no limit
    /// at first. Further clients wait in the system's queue until one leaves,
    /// and cost this program nothing.
    ///
    /// Twisted: `LimitTotalConnectionsFactory`, which turns them away instead.
    pub fn limit_connections(&self, most: usize) {
        self.0.limit.set(most);
    }

    /// How many of this port's connections are open.
    pub fn connections(&self) -> usize {
        self.0.limit.open()
    }

    async fn stopped(&self) {
        if !self.0.stopped.get() {
            self.0.stop.notified().await;
        }
    }
}

/// What a port can accept from.
pub(super) trait Listener: 'static {
    type Stream: Stream;

    /// The next connection, with this end's and the other end's address.
    async fn accept(&self) -> io::Result<(Self::Stream, Address, Address)>;
}

/// Starts a port on a socket that listens already. `open` turns it into one
/// that the loop knows, which only works inside the loop.
pub(super) fn open_port<L: Listener>(
    reactor: &Reactor,
    host: Address,
    open: impl FnOnce() -> io::Result<L> + 'static,
    factory: impl Factory,
) -> Port {
    let state =
        State { host, limit: Limit::none(), stopped: Cell::new(false), stop: Notify::new() };
    let port = Port(Rc::new(state));
    let (reactor, accepting) = (reactor.clone(), port.clone());
    reactor.clone().core.spawn(async move {
        match open() {
            Ok(listener) => accept_until_stopped(&reactor, &accepting, &listener, factory).await,
            Err(error) => reactor.core.report(&error.into()),
        }
    });
    port
}

async fn accept_until_stopped<L: Listener>(
    reactor: &Reactor,
    port: &Port,
    listener: &L,
    factory: impl Factory,
) {
    let factory = Rc::new(factory);
    tokio::select! {
        biased;
        () = port.stopped() => {}
        () = reactor.core.ended() => {}
        () = accept_all(reactor, &port.0.limit, listener, &factory) => {}
    }
}

async fn accept_all<L: Listener>(
    reactor: &Reactor,
    limit: &Rc<Limit>,
    listener: &L,
    factory: &Rc<impl Factory>,
) {
    let mut pause = FIRST_PAUSE;
    loop {
        limit.room().await;
        match listener.accept().await {
            Ok((stream, host, peer)) => {
                pause = FIRST_PAUSE;
                begin(reactor, factory, stream, host, peer, Slot::take(limit));
            }
            Err(error) => recover(&reactor.core, error, &mut pause).await,
        }
    }
}

fn begin<F: Factory>(
    reactor: &Reactor,
    factory: &Rc<F>,
    stream: impl Stream,
    host: Address,
    peer: Address,
    slot: Slot,
) {
    let build = || factory.build_protocol(&peer);
    let Some(protocol) = reactor.core.guard("build_protocol", build) else { return };
    reactor.drive(stream, host, peer, protocol, None, Some(slot));
}

/// A failed accept concerns one visitor, or passes: the port goes on.
async fn recover(core: &Core, error: io::Error, pause: &mut Duration) {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    if matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted) {
        return;
    }
    if *pause == FIRST_PAUSE {
        core.report(&Failure::from(format!("cannot accept connections: {error}")));
    }
    tokio::time::sleep(*pause).await;
    *pause = (*pause * 2).min(LONGEST_PAUSE);
}
