//! [`Pool`]: connections that wait for the next request.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::iter;
use std::rc::Rc;
use std::time::{Duration, Instant};

use reactor::{DelayedCall, Reactor, Time};

use super::connect::Origin;
use super::connection::Connection;

/// How many connections to one server are kept. Twisted's default, and that of HTTP
/// itself for a long time.
const KEPT: usize = 2;

/// How long they are kept. Twisted's default; most servers close them sooner.
const IDLE: Duration = Duration::from_secs(240);

/// Keeps connections open that have brought their answer, so that the next request to
/// the same server need not make one.
///
/// Agents share a pool by clones of it.
///
/// Twisted: `HTTPConnectionPool`.
#[derive(Clone)]
pub struct Pool(Rc<Inner>);

struct Inner {
    reactor: Reactor,
    kept: usize,
    idle: Duration,
    waiting: RefCell<BTreeMap<Origin, Vec<Waiting>>>,
    sweep: RefCell<Option<DelayedCall>>,
}

struct Waiting {
    connection: Connection,
    since: Instant,
}

impl Pool {
    /// An empty pool that keeps two connections to each server, for 240 seconds.
    pub fn new(reactor: &Reactor) -> Self {
        Self::keeping(reactor, KEPT, IDLE)
    }

    /// An empty pool that keeps this many connections to each server, for this long.
    ///
    /// Twisted: `maxPersistentPerHost`, `cachedConnectionTimeout`.
    pub fn keeping(reactor: &Reactor, kept: usize, idle: Duration) -> Self {
        Self(Rc::new(Inner {
            reactor: reactor.clone(),
            kept,
            idle,
            waiting: RefCell::default(),
            sweep: RefCell::default(),
        }))
    }

    /// How many connections wait in it.
    pub fn len(&self) -> usize {
        self.0.waiting.borrow().values().map(Vec::len).sum()
    }

    /// Whether none waits in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Closes all connections that wait.
    ///
    /// Twisted: `closeCachedConnections`.
    pub fn close(&self) {
        self.0.waiting.take();
    }

    /// The connection that was used last: the server will keep it longest.
    pub(super) fn take(&self, origin: &Origin) -> Option<Connection> {
        let mut waiting = self.0.waiting.borrow_mut();
        let of_server = waiting.get_mut(origin)?;
        let last = iter::from_fn(|| of_server.pop()).find(|kept| self.is_good(kept))?;
        Some(last.connection)
    }

    fn is_good(&self, kept: &Waiting) -> bool {
        kept.since.elapsed() < self.0.idle && kept.connection.is_free()
    }

    pub(super) fn put(&self, origin: Origin, connection: Connection) {
        let mut waiting = self.0.waiting.borrow_mut();
        let of_server = waiting.entry(origin).or_default();
        of_server.push(Waiting { connection, since: Instant::now() });
        if of_server.len() > self.0.kept {
            of_server.remove(0);
        }
        drop(waiting);
        self.sweep_later();
    }

    /// Looks after the connections once, when the first of them may be too old.
    fn sweep_later(&self) {
        let mut sweep = self.0.sweep.borrow_mut();
        if sweep.as_ref().is_some_and(DelayedCall::active) {
            return;
        }
        let pool = Rc::downgrade(&self.0);
        *sweep = Some(self.0.reactor.call_later(self.0.idle, move || {
            if let Some(pool) = pool.upgrade() {
                Pool(pool).sweep();
            }
        }));
    }

    fn sweep(&self) {
        self.0.waiting.borrow_mut().retain(|_, of_server| {
            of_server.retain(|kept| self.is_good(kept));
            !of_server.is_empty()
        });
        if !self.is_empty() {
            self.sweep_later();
        }
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pool({} connections wait)", self.len())
    }
}
