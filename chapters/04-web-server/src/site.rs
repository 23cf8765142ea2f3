//! [`Site`]: the factory of a web server.

use crate::session::Sessions;
use crate::{Access, HttpChannel, Limits, Resource};
use reactor::{Address, Factory, Reactor, Time};
use std::rc::Rc;

/// A tree of resources that is served over HTTP: a factory for
/// [`listen_tcp`](Reactor::listen_tcp), as any other.
///
/// ```no_run
/// use reactor::{Failure, Reactor};
/// use web_server::{Rendered, Request, Resource, Site};
///
/// struct Greeting;
///
/// impl Resource for Greeting {
///     fn is_leaf(&self) -> bool {
///         true
///     }
///
///     fn render_get(&self, _request: &Request) -> Rendered {
///         "<h1>Good morning</h1>".into()
///     }
/// }
///
/// fn main() -> Result<(), Failure> {
///     let reactor = Reactor::new();
///     reactor.listen_tcp(8005, Site::new(&reactor, Greeting))?;
///     reactor.run()
/// }
/// ```
///
/// Twisted: `twisted.web.server.Site`.
pub struct Site(Rc<Hosting>);

/// What all connections of a site share.
pub(crate) struct Hosting {
    pub(crate) reactor: Reactor,
    pub(crate) root: Rc<dyn Resource>,
    pub(crate) limits: Limits,
    pub(crate) sessions: Rc<Sessions>,
    pub(crate) log: Option<Log>,
    /// Whether it is served over TLS.
    pub(crate) secure: bool,
}

type Log = Box<dyn Fn(&Access)>;

impl Site {
    /// A site with `root` at `/`.
    pub fn new(reactor: &Reactor, root: impl Resource) -> Self {
        let limits = Limits::default();
        Self(Rc::new(Hosting {
            reactor: reactor.clone(),
            root: Rc::new(root),
            sessions: Sessions::new(reactor.timers(), &limits),
            limits,
            log: None,
            secure: false,
        }))
    }

    /// Sets how much a client may ask for.
    ///
    /// # Panics
    ///
    /// The site serves already.
    pub fn with_limits(mut self, limits: Limits) -> Self {
        let hosting = self.setting_up();
        hosting.sessions = hosting.sessions.with_limits(&limits);
        hosting.limits = limits;
        self
    }

    /// Sessions expire by this clock: one that a test turns.
    ///
    /// # Panics
    ///
    /// The site serves already.
    pub fn with_time(mut self, time: &impl Time) -> Self {
        let hosting = self.setting_up();
        hosting.sessions = Sessions::new(time.timers(), &hosting.limits);
        self
    }

    #[cfg(feature = "tls")]
    pub(crate) fn secure(mut self) -> Self {
        self.setting_up().secure = true;
        self
    }

    /// Calls `log` with every answer, when it has been handed to the connection or
    /// its client has gone. [`Access`] displays as a line for a log.
    ///
    /// Twisted: `logPath`, and the access log of `twist web`.
    ///
    /// # Panics
    ///
    /// The site serves already.
    pub fn with_log(mut self, log: impl Fn(&Access) + 'static) -> Self {
        self.setting_up().log = Some(Box::new(log));
        self
    }

    fn setting_up(&mut self) -> &mut Hosting {
        Rc::get_mut(&mut self.0).expect("a site is set up before it serves")
    }
}

impl Factory for Site {
    type Protocol = HttpChannel;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> HttpChannel {
        HttpChannel::new(self.0.clone())
    }
}
