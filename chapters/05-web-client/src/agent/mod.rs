//! [`Agent`]: sends one request, over a connection of its own or one that is kept.

mod connect;
mod connection;
mod exchange;
mod pool;
#[cfg(feature = "tls")]
mod tls;

pub(crate) use connection::Lease;
pub use pool::Pool;

use std::fmt;
use std::time::Duration;

use deferred::Deferred;
use reactor::Reactor;
#[cfg(feature = "tls")]
use tokio_rustls::rustls::RootCertStore;

use crate::{Fetch, Request, Response};
use exchange::exchange;

/// How long an agent waits, where nothing else is said.
///
/// Twisted's waits 30 seconds for the connection, and for ever for the rest.
const TIMEOUTS: Timeouts = Timeouts {
    connect: Duration::from_secs(30),
    answer: Duration::from_secs(60),
    silence: Duration::from_secs(60),
};

#[derive(Debug, Clone, Copy)]
struct Timeouts {
    connect: Duration,
    answer: Duration,
    silence: Duration,
}

/// Sends requests. It follows no redirect, keeps no cookie and unpacks nothing; that
/// is what the layers around it are for.
///
/// ```no_run
/// use reactor::Reactor;
/// use web_client::{Agent, Fetch, read_body};
///
/// let reactor = Reactor::new();
/// let stop = reactor.clone();
/// Agent::new(&reactor)
///     .get("http://127.0.0.1:8000/")
///     .add_callback(read_body)
///     .add_callback(|page| println!("{} bytes", page.len()))
///     .add_errback(|failure| println!("{failure}"))
///     .add_both(move |_| stop.stop());
/// reactor.run()?;
/// # Ok::<(), reactor::Failure>(())
/// ```
///
/// Twisted: `twisted.web.client.Agent`.
#[derive(Clone)]
pub struct Agent {
    reactor: Reactor,
    pool: Option<Pool>,
    timeouts: Timeouts,
    #[cfg(feature = "tls")]
    tls: tls::Tls,
}

impl Agent {
    /// An agent that makes a connection for each request, and closes it afterwards.
    pub fn new(reactor: &Reactor) -> Self {
        Self {
            reactor: reactor.clone(),
            pool: None,
            timeouts: TIMEOUTS,
            #[cfg(feature = "tls")]
            tls: tls::Tls::with_system_roots(),
        }
    }

    /// The same, but connections are kept in `pool` and used again.
    ///
    /// Twisted: `Agent(reactor, pool=pool)`.
    pub fn with_pool(self, pool: &Pool) -> Self {
        Self { pool: Some(pool.clone()), ..self }
    }

    /// How long a connection may take to be made, TLS included; 30 seconds at first.
    /// Then the failure is [`TooSlow`](crate::TooSlow).
    ///
    /// Twisted: `connectTimeout`.
    pub fn with_connect_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.connect = timeout;
        self
    }

    /// How long the server may think before it answers; 60 seconds at first. The time
    /// begins anew whenever it has taken more of the request's body, and does not run while
    /// it is the producer that is waited for.
    pub fn with_answer_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.answer = timeout;
        self
    }

    /// How long the server may pause in the middle of a body; 60 seconds at first.
    pub fn with_silence_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.silence = timeout;
        self
    }

    /// Trusts these certificates in place of the system's.
    ///
    /// Twisted: a `contextFactory` with a `trustRoot`.
    #[cfg(feature = "tls")]
    pub fn with_roots(mut self, roots: RootCertStore) -> Self {
        self.tls = tls::Tls::with_roots(roots);
        self
    }

    pub(crate) fn reactor(&self) -> &Reactor {
        &self.reactor
    }
}

impl Fetch for Agent {
    fn fetch(&self, request: Request) -> Deferred<Response> {
        Deferred::from_future(&self.reactor, exchange(self.clone(), request))
    }
}

impl fmt::Debug for Agent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Agent").field("pool", &self.pool).finish_non_exhaustive()
    }
}
