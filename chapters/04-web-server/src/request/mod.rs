//! [`Request`]: what a client wants, and the answer that it gets.

mod cookies;
mod ending;
mod form;
mod path;
mod reply;

pub use ending::ClientGone;
pub use form::Upload;
pub use reply::InvalidHeader;

pub(crate) use form::Form;

use crate::Session;
use crate::channel::Connection;
use crate::site::Hosting;
use bytes::Bytes;
use ending::Ending;
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method};
use path::Path;
use reactor::{Address, Reactor};
use reply::Reply;
use std::cell::OnceCell;
use std::rc::Rc;

/// A request, complete with its body, and the answer to it. Clones are handles on
/// the same request: a callback that answers later keeps one.
///
/// Twisted: `twisted.web.server.Request`.
#[derive(Clone)]
pub struct Request(Rc<Inner>);

/// A callback may return it: `defer_later(…, || request)`.
impl deferred::Plain for Request {}

struct Inner {
    head: Parts,
    content: Bytes,
    form: Form,
    path: Path,
    connection: Rc<Connection>,
    session: OnceCell<Session>,
    reply: Reply,
    ending: Ending,
}

impl Request {
    pub(crate) fn new(head: Parts, content: Bytes, form: Form, connection: Rc<Connection>) -> Self {
        Self(Rc::new(Inner {
            path: Path::of(&head.uri),
            head,
            content,
            form,
            connection,
            session: OnceCell::new(),
            reply: Reply::default(),
            ending: Ending::default(),
        }))
    }

    /// What is to be done: `GET`, `POST` …
    pub fn method(&self) -> &Method {
        &self.0.head.method
    }

    /// The path and the query, as they were sent: percent-encoded. Twisted: `uri`.
    pub fn uri(&self) -> &str {
        self.0.head.uri.path_and_query().map_or("", |uri| uri.as_str())
    }

    /// The path alone, as it was sent: percent-encoded.
    pub fn path(&self) -> &str {
        self.0.head.uri.path()
    }

    /// What stands behind the `?`, as it was sent.
    pub fn query(&self) -> Option<&str> {
        self.0.head.uri.query()
    }

    /// The segments of the path that no resource has been asked for yet, decoded:
    /// what a leaf may look at. Twisted: `postpath`.
    pub fn rest_of_path(&self) -> Vec<String> {
        self.0.path.rest(&self.0.head.uri)
    }

    /// The headers that the client sent. Twisted: `requestHeaders`.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.head.headers
    }

    /// The header of that name, if there is one and it is text. Twisted:
    /// `getHeader`.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().get(name)?.to_str().ok()
    }

    /// The body, whole. Twisted: `content`, a file there.
    pub fn content(&self) -> &Bytes {
        &self.0.content
    }

    /// The first value of a form's field, from the query or the body. Bytes that
    /// are not UTF-8 come as U+FFFD. Twisted: `args[name][0]`.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args(name).first().map(String::as_str)
    }

    /// All values of a form's field. A field of the body replaces that of the
    /// query, as in Twisted: `args[name]`.
    pub fn args(&self, name: &str) -> &[String] {
        self.0.form.values(name)
    }

    /// The files of a form's field. Twisted has them among the `args`.
    pub fn uploads(&self, name: &str) -> &[Upload] {
        self.0.form.uploads(name)
    }

    /// Who asks. Twisted: `getClientAddress`.
    pub fn client(&self) -> &Address {
        &self.0.connection.client
    }

    /// The reactor that serves the site: for a delayed call, say.
    pub fn reactor(&self) -> &Reactor {
        &self.hosting().reactor
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.0.connection
    }

    pub(crate) fn hosting(&self) -> &Hosting {
        &self.0.connection.hosting
    }

    pub(crate) fn next_segment(&self) -> Option<String> {
        self.0.path.next(&self.0.head.uri)
    }

    pub(crate) fn has_readable_path(&self) -> bool {
        path::is_readable(&self.0.head.uri)
    }
}
