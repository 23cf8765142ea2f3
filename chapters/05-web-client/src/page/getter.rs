//! [`PageGetter`]: a page, and all that can be asked for with it.

use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use hyper::Method;
use reactor::Reactor;

use crate::response::BODY_LIMIT;
use crate::{Agent, BodyProducer, BytesProducer, CookieJar};

/// A page to be fetched, with all that can be asked for.
///
/// ```no_run
/// # let reactor = reactor::Reactor::new();
/// use std::time::Duration;
/// use web_client::{Method, PageGetter};
///
/// let page = PageGetter::new(&reactor, "http://127.0.0.1:8000/form")
///     .method(Method::POST)
///     .header("Content-Type", "application/x-www-form-urlencoded")
///     .body("name=Alice")
///     .timeout(Duration::from_secs(5))
///     .get();
/// ```
///
/// Twisted: the arguments of `getPage`, or `HTTPClientFactory`.
pub struct PageGetter {
    pub(super) agent: Agent,
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<Rc<dyn BodyProducer>>,
    pub(super) timeout: Option<Duration>,
    pub(super) cookies: Option<CookieJar>,
    pub(super) follow_redirect: bool,
    pub(super) redirect_limit: Option<usize>,
    pub(super) after_found_get: bool,
    pub(super) limit: u64,
}

impl PageGetter {
    /// A GET of this page.
    pub fn new(reactor: &Reactor, url: &str) -> Self {
        Self::with_agent(&Agent::new(reactor), url)
    }

    /// The same, through an agent that has a pool, say, or certificates of its own.
    pub fn with_agent(agent: &Agent, url: &str) -> Self {
        Self {
            agent: agent.clone(),
            method: Method::GET,
            url: url.to_owned(),
            headers: Vec::new(),
            body: None,
            timeout: None,
            cookies: None,
            follow_redirect: true,
            redirect_limit: None,
            after_found_get: false,
            limit: BODY_LIMIT,
        }
    }

    /// Another method than GET.
    pub fn method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// Sends these bytes with the request. What they are is said by the header
    /// `Content-Type`.
    ///
    /// Twisted: `postdata`.
    pub fn body(self, body: impl Into<bytes::Bytes>) -> Self {
        self.body_from(BytesProducer::new(body))
    }

    /// Sends what a producer writes.
    pub fn body_from(mut self, producer: Rc<dyn BodyProducer>) -> Self {
        self.body = Some(producer);
        self
    }

    /// Sends one more header. One that is none is the failure
    /// [`InvalidHeader`](crate::InvalidHeader).
    ///
    /// Twisted: `headers`.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Says who asks.
    ///
    /// Twisted: `agent`, which is `Twisted PageGetter` at first. Here nothing is said.
    pub fn agent(self, name: &str) -> Self {
        self.header("User-Agent", name)
    }

    /// How long the page may take, all in all; 60 seconds at first, and an hour for a
    /// [`download`](Self::download). Then the failure is [`TooSlow`](crate::TooSlow), and the connection
    /// is closed.
    ///
    /// Twisted: `timeout`, which is for ever at first.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sends the cookies of this jar, and puts in those that are set.
    pub fn cookies(mut self, jar: &CookieJar) -> Self {
        self.cookies = Some(jar.clone());
        self
    }

    /// Whether redirects are followed. If not, the page is what the redirect says.
    ///
    /// Twisted: `followRedirect`.
    pub fn follow_redirect(mut self, follow: bool) -> Self {
        self.follow_redirect = follow;
        self
    }

    /// How many redirects are followed; 20 at first. Then the failure is
    /// [`InfiniteRedirection`](crate::InfiniteRedirection).
    ///
    /// Twisted: `redirectLimit`.
    pub fn redirect_limit(mut self, limit: usize) -> Self {
        self.redirect_limit = Some(limit);
        self
    }

    /// Whether a POST that is answered by 301 or 302 goes on as a GET.
    ///
    /// Twisted: `afterFoundGet`.
    pub fn after_found_get(mut self, get: bool) -> Self {
        self.after_found_get = get;
        self
    }

    /// How many bytes the page may have; 16 MiB at first. Then the failure is
    /// [`TooLong`](crate::TooLong).
    pub fn limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }
}

impl fmt::Debug for PageGetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageGetter({} {})", self.method, self.url)
    }
}
