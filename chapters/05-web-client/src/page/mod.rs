//! [`get_page`]: a whole page in one call.

mod download;

pub use download::{Progress, download_page};

use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use deferred::{Deferred, Outcome, TimedOut, fail};
use hyper::Method;
use reactor::{Failure, Reactor};

use crate::response::BODY_LIMIT;
use crate::{
    Agent, BodyProducer, BytesProducer, CookieAgent, CookieJar, Fetch, Headers, PartialDownload,
    RedirectAgent, Request, Response, StatusError, TooSlow, Waiting, read_body_within,
};

/// How long a page may take from the first step to the last byte, where nothing else
/// is said.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Fetches a page, and fires with its body.
///
/// It follows redirects. A status of 400 or more is the failure
/// [`StatusError`]. For anything else than the plain case there is
/// [`PageGetter`].
///
/// ```no_run
/// use reactor::Reactor;
/// use web_client::get_page;
///
/// let reactor = Reactor::new();
/// let stop = reactor.clone();
/// get_page(&reactor, "http://127.0.0.1:8000/")
///     .add_callbacks(
///         |page| println!("{}", String::from_utf8_lossy(&page)),
///         |failure| println!("{failure}"),
///     )
///     .add_both(move |_| stop.stop());
/// reactor.run()?;
/// # Ok::<(), reactor::Failure>(())
/// ```
///
/// Twisted: `getPage`.
pub fn get_page(reactor: &Reactor, url: &str) -> Deferred<Vec<u8>> {
    PageGetter::new(reactor, url).get()
}

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
    agent: Agent,
    method: Method,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<Rc<dyn BodyProducer>>,
    timeout: Option<Duration>,
    cookies: Option<CookieJar>,
    follow_redirect: bool,
    redirect_limit: Option<usize>,
    after_found_get: bool,
    limit: u64,
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
    /// [`download`](Self::download). Then the failure is [`TooSlow`], and the connection
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

    /// Fetches the page, and fires with its body.
    ///
    /// A body whose end nobody knows, since it came with the end of the connection, is
    /// taken as it is.
    pub fn get(self) -> Deferred<Vec<u8>> {
        let (limit, deadline) = (self.limit, self.deadline(TIMEOUT));
        let page = self
            .send()
            .add_callback(move |response| read(limit, response))
            .add_errback(take_until_the_end);
        deadline.set_for(page)
    }

    /// Sends the request through the layers that were asked for. An answer whose
    /// status is 400 or more is a failure.
    fn send(self) -> Deferred<Response> {
        let limit = self.limit;
        let request = match self.request() {
            Ok(request) => request,
            Err(failure) => return fail(failure),
        };
        let agent = self.agents();
        agent.fetch(request).add_callback(move |response| check(limit, response))
    }

    fn request(&self) -> Result<Request, Failure> {
        let mut headers = Headers::new();
        for (name, value) in &self.headers {
            headers.add(name, value)?;
        }
        let request = Request::new(self.method.clone(), &self.url)?;
        Ok(Request { headers, body: self.body.clone(), ..request })
    }

    fn agents(&self) -> Rc<dyn Fetch> {
        let agent: Rc<dyn Fetch> = match &self.cookies {
            Some(jar) => Rc::new(CookieAgent::new(self.agent.clone(), jar)),
            None => Rc::new(self.agent.clone()),
        };
        if !self.follow_redirect {
            return agent;
        }
        let mut following = RedirectAgent::new(agent);
        if let Some(limit) = self.redirect_limit {
            following = following.with_limit(limit);
        }
        if self.after_found_get {
            following = following.like_a_browser();
        }
        Rc::new(following)
    }

    fn deadline(&self, usual: Duration) -> Deadline {
        let after = self.timeout.unwrap_or(usual);
        Deadline { reactor: self.agent.reactor().clone(), after }
    }
}

impl fmt::Debug for PageGetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageGetter({} {})", self.method, self.url)
    }
}

struct Deadline {
    reactor: Reactor,
    after: Duration,
}

impl Deadline {
    fn set_for<T: 'static>(self, page: Deferred<T>) -> Deferred<T> {
        page.add_timeout(self.after, &self.reactor).add_errback(|failure| match failure.check() {
            Some(TimedOut { after: Some(after) }) => {
                Err(TooSlow { waiting: Waiting::Page, after: *after }.into())
            }
            _ => Err(failure),
        })
    }
}

/// Lets an answer pass that is what was asked for. The page that comes with another
/// one is read, since it may say what is the matter.
fn check(limit: u64, response: Response) -> Outcome<Response> {
    if response.status().as_u16() < 400 {
        return Outcome::Now(Ok(response));
    }
    let (status, phrase) = (response.status(), response.phrase().to_owned());
    let error = read(limit, response)
        .add_errback(take_until_the_end)
        .add_callback(move |body| Err(StatusError { status, phrase, body }.into()));
    Outcome::Later(error)
}

fn read(limit: u64, response: Response) -> Deferred<Vec<u8>> {
    read_body_within(limit, response)
}

fn take_until_the_end(failure: Failure) -> Result<Vec<u8>, Failure> {
    Ok(failure.trap::<PartialDownload>()?.body.clone())
}
