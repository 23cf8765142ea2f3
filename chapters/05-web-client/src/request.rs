//! [`Request`]: what is wanted from whom; and [`Fetch`], who can be asked.

use std::fmt;
use std::rc::Rc;

use deferred::{Deferred, fail};
use hyper::Method;
use url::Url;

use crate::{BodyProducer, Headers, InvalidHeader, InvalidUrl, Response, SchemeNotSupported};
use reactor::Failure;

/// A method, the address of a page, headers, and perhaps a body.
#[derive(Clone)]
pub struct Request {
    pub(crate) method: Method,
    pub(crate) url: Rc<Url>,
    pub(crate) headers: Headers,
    pub(crate) body: Option<Rc<dyn BodyProducer>>,
}

impl Request {
    /// A request without headers and without a body.
    ///
    /// # Errors
    ///
    /// [`InvalidUrl`] or [`SchemeNotSupported`].
    pub fn new(method: Method, url: &str) -> Result<Self, Failure> {
        let url = Rc::new(parse(url)?);
        Ok(Self { method, url, headers: Headers::new(), body: None })
    }

    /// The same with one more header.
    ///
    /// # Errors
    ///
    /// The name or the value may not stand in a header.
    pub fn with_header(mut self, name: &str, value: &str) -> Result<Self, InvalidHeader> {
        self.headers.add(name, value)?;
        Ok(self)
    }

    /// The same with a body.
    pub fn with_body(mut self, body: Rc<dyn BodyProducer>) -> Self {
        self.body = Some(body);
        self
    }

    /// What is to be done with the page: `GET`, `POST` …
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The address of the page.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The headers that were added. `Host` and those that frame the body come on top.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// Whether it may be sent twice without harm (RFC 9110, section 9.2.2).
    pub(crate) fn is_repeatable(&self) -> bool {
        self.method.is_idempotent() && self.body.is_none()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Request({} {})", self.method, self.url)
    }
}

pub(crate) fn parse(text: &str) -> Result<Url, Failure> {
    let invalid = |why: &str| InvalidUrl { url: text.to_owned(), why: why.to_owned() };
    let url = Url::parse(text).map_err(|error| invalid(&error.to_string()))?;
    check(&url)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(
            invalid("a password does not belong there; set the header Authorization").into()
        );
    }
    Ok(url)
}

fn check(url: &Url) -> Result<(), SchemeNotSupported> {
    let supported =
        matches!(url.scheme(), "http") || (cfg!(feature = "tls") && url.scheme() == "https");
    if supported { Ok(()) } else { Err(SchemeNotSupported { scheme: url.scheme().to_owned() }) }
}

/// Whoever can be asked for a page: an [`Agent`](crate::Agent), or a layer around
/// one, which does something more.
///
/// Twisted: `IAgent`.
// ANCHOR: trait
pub trait Fetch {
    /// Sends the request. The Deferred fires when the answer begins, whatever its
    /// status is; the body is still to come then.
    ///
    /// To cancel it closes the connection.
    fn fetch(&self, request: Request) -> Deferred<Response>;
    // ANCHOR_END: trait

    /// The same in one call. An address that is none is the failure
    /// [`InvalidUrl`].
    ///
    /// Twisted: `IAgent.request`.
    fn request(
        &self,
        method: Method,
        url: &str,
        headers: Headers,
        body: Option<Rc<dyn BodyProducer>>,
    ) -> Deferred<Response> {
        match Request::new(method, url) {
            Ok(request) => self.fetch(Request { headers, body, ..request }),
            Err(failure) => fail(failure),
        }
    }

    /// Asks for a page, and nothing else.
    fn get(&self, url: &str) -> Deferred<Response> {
        self.request(Method::GET, url, Headers::new(), None)
    }
}

impl<T: Fetch + ?Sized> Fetch for Rc<T> {
    fn fetch(&self, request: Request) -> Deferred<Response> {
        (**self).fetch(request)
    }
}
