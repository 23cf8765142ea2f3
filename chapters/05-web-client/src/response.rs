//! [`Response`]: an answer that has begun; and [`read_body`].

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use deferred::{Deferred, Plain, fail, succeed};
use hyper::ext::ReasonPhrase;
use hyper::http::response::Parts;
use hyper::{Method, StatusCode, Version};
use reactor::{Address, Failure, Protocol, Reactor, Transport};
use url::Url;

use crate::delivery::Delivery;
use crate::incoming::Incoming;
use crate::{Headers, PartialDownload, Request, TooLong};

/// How many bytes [`read_body`] keeps at most, where nothing else is said: 16 MiB.
pub const BODY_LIMIT: u64 = 16 * 1024 * 1024;

/// An answer whose head is here and whose body is to come.
///
/// A response that is dropped closes its connection, if its body is not read to the
/// end and has not come yet.
///
/// Twisted: `twisted.web.client.Response`.
pub struct Response {
    /// In a box, as the body is: a response is handed on from one callback to the next.
    head: Box<Head>,
    pub(crate) body: Box<Incoming>,
    reactor: Reactor,
}

/// What is known of an answer when it begins.
struct Head {
    received: Parts,
    phrase: Cow<'static, str>,
    /// Made when they are first asked for: of most pages, it is the body that is read.
    headers: OnceCell<Headers>,
    /// Whether the request was a HEAD.
    was_head_request: bool,
    url: Rc<Url>,
    /// This end of the connection, and the other one.
    ends: (Address, Address),
}

impl Response {
    pub(crate) fn new(
        received: Parts,
        request: &Request,
        ends: (Address, Address),
        body: Box<Incoming>,
        reactor: Reactor,
    ) -> Self {
        let head = Head {
            phrase: phrase(&received),
            received,
            headers: OnceCell::new(),
            was_head_request: request.method == Method::HEAD,
            url: request.url.clone(),
            ends,
        };
        Self { head: Box::new(head), body, reactor }
    }

    /// The version of HTTP that the server speaks: `HTTP/1.1`.
    pub fn version(&self) -> Version {
        self.head.received.version
    }

    /// The status: 200, 404 …
    ///
    /// Twisted: `code`.
    pub fn status(&self) -> StatusCode {
        self.head.received.status
    }

    /// The status in words, as the server put it: `OK`, `Not Found` …
    pub fn phrase(&self) -> &str {
        &self.head.phrase
    }

    /// What the server says of the page. The headers that are about the connection,
    /// and not about the page, are not among them.
    pub fn headers(&self) -> &Headers {
        let head = &self.head;
        head.headers.get_or_init(|| Headers::of_page(&head.received.headers, head.was_head_request))
    }

    pub(crate) fn remove_header(&mut self, name: &str) {
        let mut headers = self.headers().clone();
        headers.remove(name);
        self.head.headers = headers.into();
    }

    /// How many bytes the body will have, if that is known.
    ///
    /// Twisted: `length`, with `UNKNOWN_LENGTH`.
    pub fn length(&self) -> Option<u64> {
        self.body.length()
    }

    /// The address of the page: after redirects another one than was asked for.
    pub fn url(&self) -> &str {
        self.head.url.as_str()
    }

    /// Hands the body to a protocol as it comes. The protocol's last call is
    /// `connection_lost`, whose reason says how the body ended:
    /// [`ResponseDone`](crate::ResponseDone),
    /// [`PotentialDataLoss`](crate::PotentialDataLoss),
    /// [`ResponseFailed`](crate::ResponseFailed), [`TooSlow`](crate::TooSlow), or one
    /// of chapter 2 where the protocol itself has closed the transport.
    ///
    /// The transport can be paused, and the server then has to wait; what is written
    /// to it goes nowhere.
    ///
    /// Twisted: `deliverBody`.
    pub fn deliver_body(self, protocol: impl Protocol) -> Transport {
        let (host, peer) = self.head.ends;
        self.reactor.attach(Delivery::new(self.body), host, peer, protocol)
    }

    pub(crate) fn parsed_url(&self) -> &Url {
        &self.head.url
    }

    pub(crate) fn reactor(&self) -> &Reactor {
        &self.reactor
    }
}

/// What servers say in place of the usual words is kept by hyper.
fn phrase(head: &Parts) -> Cow<'static, str> {
    match head.extensions.get::<ReasonPhrase>() {
        Some(phrase) => String::from_utf8_lossy(phrase.as_bytes()).into_owned().into(),
        None => head.status.canonical_reason().unwrap_or_default().into(),
    }
}

impl Plain for Response {}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response({} {} of {})", self.status().as_u16(), self.phrase(), self.url())
    }
}

/// Reads a body to its end, and keeps it: at most [`BODY_LIMIT`] bytes.
///
/// The failures are those of a body: [`ResponseFailed`](crate::ResponseFailed) where
/// it broke off, [`PartialDownload`] where it ended with the connection, [`TooLong`],
/// [`TooSlow`](crate::TooSlow).
///
/// Twisted: `readBody`, which takes any number of bytes.
pub fn read_body(response: Response) -> Deferred<Vec<u8>> {
    read_body_within(BODY_LIMIT, response)
}

/// The same with a bound of one's own, in bytes. A body that is announced to be longer
/// is not begun.
pub fn read_body_within(limit: u64, response: Response) -> Deferred<Vec<u8>> {
    let reactor = response.reactor.clone();
    now_or_later(&reactor, collect(limit, response.body))
}

/// A small body has come together with its head, and can be had without a task of its
/// own.
fn now_or_later<T: 'static>(
    reactor: &Reactor,
    result: impl Future<Output = Result<T, Failure>> + 'static,
) -> Deferred<T> {
    let mut result = Box::pin(result);
    let mut context = Context::from_waker(Waker::noop());
    if reactor.running()
        && let Poll::Ready(result) = result.as_mut().poll(&mut context)
    {
        return result.map_or_else(fail, succeed);
    }
    Deferred::from_future(reactor, result)
}

async fn collect(limit: u64, mut incoming: Box<Incoming>) -> Result<Vec<u8>, Failure> {
    if incoming.length().is_some_and(|length| length > limit) {
        return Err(TooLong { limit }.into());
    }
    let mut body = Vec::new();
    while let Some(part) = incoming.next().await {
        append(&mut body, &part?, limit)?;
    }
    if incoming.may_be_incomplete() { Err(PartialDownload { body }.into()) } else { Ok(body) }
}

/// Room is made as a vector makes it, twice as much each time, but never more than the
/// limit allows.
fn append(body: &mut Vec<u8>, part: &[u8], limit: u64) -> Result<(), TooLong> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX) - body.len();
    if part.len() > most {
        return Err(TooLong { limit });
    }
    if part.len() > body.capacity() - body.len() {
        body.reserve_exact(body.len().max(part.len()).min(most));
    }
    body.extend_from_slice(part);
    Ok(())
}
