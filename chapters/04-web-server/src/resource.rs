//! [`Resource`]: what is found at a path, and [`Rendered`], what it answers.

use crate::later::{Later, Stream};
use crate::{ErrorPage, NoResource, Request};
use bytes::Bytes;
use hyper::{Method, StatusCode};
use reactor::Failure;
use std::rc::Rc;

/// What is found at a path. A path is walked segment by segment, from the site's
/// root: each resource is asked for its child of the next name, until one says that
/// it is a leaf or no segment is left. That one renders the answer.
///
/// `/` has one segment, and it is empty. So a root that is no leaf is asked for its
/// child `""`, and returns itself if it has something to say there.
///
/// Twisted: `twisted.web.resource.Resource`.
pub trait Resource: 'static {
    /// Whether the rest of the path is this resource's own affair.
    fn is_leaf(&self) -> bool {
        false
    }

    /// The child of that name. The name is one segment of the path, decoded: it
    /// may hold anything, also `/` and `..`.
    fn get_child(self: Rc<Self>, name: &str, request: &Request) -> Rc<dyn Resource> {
        let _ = (name, request);
        Rc::new(NoResource)
    }

    /// Answers a GET. Without it, GET is not allowed.
    fn render_get(&self, request: &Request) -> Rendered {
        not_allowed(request)
    }

    /// Answers a POST. Without it, POST is not allowed.
    fn render_post(&self, request: &Request) -> Rendered {
        not_allowed(request)
    }

    /// Answers any method. HEAD is rendered as GET, and its body left out later.
    fn render(&self, request: &Request) -> Rendered {
        match *request.method() {
            Method::GET | Method::HEAD => self.render_get(request),
            Method::POST => self.render_post(request),
            Method::OPTIONS => options(request),
            _ => ErrorPage::new(StatusCode::NOT_IMPLEMENTED, "Nobody here knows this method.")
                .render(request),
        }
    }
}

/// What a resource answers.
pub enum Rendered {
    /// The whole body.
    Body(Bytes),
    /// The answer comes later, by [`Request::write`] and [`Request::finish`].
    NotDoneYet,
    /// What a future will render.
    Later(Later),
    /// A body that is read while it is sent.
    Stream(Stream),
    /// An error that the client is told nothing of but 500, *Internal Server Error*.
    /// The reactor's error reporter is told what happened.
    Failed(Failure),
}

/// What a resource returns that will answer later. Twisted: `NOT_DONE_YET`.
pub const NOT_DONE_YET: Rendered = Rendered::NotDoneYet;

impl From<Bytes> for Rendered {
    fn from(body: Bytes) -> Self {
        Rendered::Body(body)
    }
}

impl From<Vec<u8>> for Rendered {
    fn from(body: Vec<u8>) -> Self {
        Rendered::Body(body.into())
    }
}

impl From<String> for Rendered {
    fn from(body: String) -> Self {
        Rendered::Body(body.into())
    }
}

impl From<&'static str> for Rendered {
    fn from(body: &'static str) -> Self {
        Rendered::Body(body.into())
    }
}

impl<R: Into<Rendered>> From<Result<R, Failure>> for Rendered {
    fn from(result: Result<R, Failure>) -> Self {
        result.map_or_else(Rendered::Failed, Into::into)
    }
}

/// The methods that a resource may answer, by their `Allow` headers' spelling. Which
/// of them one has is not known: a trait cannot see which of its methods were
/// written anew. Only the one that was refused is certain.
const METHODS: [Method; 4] = [Method::GET, Method::HEAD, Method::POST, Method::OPTIONS];

fn not_allowed(request: &Request) -> Rendered {
    let refused = request.method();
    request.replace_header("allow", &list(|method| as_rendered(method) != as_rendered(refused)));
    let what = format!("This page takes no {refused}.");
    ErrorPage::new(StatusCode::METHOD_NOT_ALLOWED, what).render(request)
}

/// The method by which it is rendered: HEAD as GET.
fn as_rendered(method: &Method) -> &Method {
    if *method == Method::HEAD { &Method::GET } else { method }
}

fn options(request: &Request) -> Rendered {
    request.set_response_code(StatusCode::NO_CONTENT);
    request.replace_header("allow", &list(|_| true));
    Bytes::new().into()
}

fn list(is_allowed: impl Fn(&Method) -> bool) -> String {
    let allowed = METHODS.iter().filter(|method| is_allowed(method));
    allowed.map(Method::as_str).collect::<Vec<_>>().join(", ")
}
