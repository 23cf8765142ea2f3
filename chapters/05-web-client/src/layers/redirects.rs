//! [`RedirectAgent`]: goes where it is sent.

use std::rc::Rc;

use deferred::{Deferred, Outcome};
use hyper::{Method, StatusCode};
use reactor::Failure;

use crate::request::parse;
use crate::{
    Fetch, Headers, InfiniteRedirection, PageRedirect, RedirectWithNoLocation, Request, Response,
};

/// How many redirects are followed. Twisted's default, and that of most browsers.
const LIMIT: usize = 20;

/// Headers that are meant for one server only. A redirect to another one does not
/// take them there.
const CONFIDENTIAL: [&str; 5] =
    ["Authorization", "Cookie", "Cookie2", "Proxy-Authorization", "WWW-Authenticate"];

/// Headers that tell of a body, which does not go on.
const OF_THE_BODY: [&str; 4] =
    ["Content-Encoding", "Content-Language", "Content-Location", "Content-Type"];

/// Follows redirects: 301, 302, 307 and 308 for a GET or a HEAD, and 303 for any
/// method, with a GET.
///
/// Another method is not repeated elsewhere by itself, since that may do something
/// twice; its failure is [`PageRedirect`].
///
/// Twisted: `RedirectAgent`.
#[derive(Debug, Clone)]
pub struct RedirectAgent<A> {
    agent: Rc<A>,
    limit: usize,
    like_a_browser: bool,
}

impl<A: Fetch + 'static> RedirectAgent<A> {
    /// A layer around an agent, which follows at most 20 redirects in a row.
    pub fn new(agent: A) -> Self {
        Self { agent: Rc::new(agent), limit: LIMIT, like_a_browser: false }
    }

    /// How many redirects in a row are followed before the failure is
    /// [`InfiniteRedirection`].
    ///
    /// Twisted: `redirectLimit`.
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Turns a POST that is answered by 301 or 302 into a GET, as browsers do.
    ///
    /// Twisted: `BrowserLikeRedirectAgent`, and `afterFoundGet` of `getPage`.
    pub fn like_a_browser(self) -> Self {
        Self { like_a_browser: true, ..self }
    }

    fn follow(self, request: Request, followed: usize) -> Deferred<Response> {
        let next = request.clone();
        self.agent.fetch(request).add_callback(move |response| {
            match self.next_request(next, &response, followed) {
                Ok(None) => Outcome::Now(Ok(response)),
                Ok(Some(next)) => Outcome::Later(self.follow(next, followed + 1)),
                Err(failure) => Outcome::Now(Err(failure)),
            }
        })
    }

    /// The request that a redirect leads to, if the answer is one.
    fn next_request(
        &self,
        request: Request,
        response: &Response,
        followed: usize,
    ) -> Result<Option<Request>, Failure> {
        let status = response.status();
        if !matches!(status.as_u16(), 301..=303 | 307 | 308) {
            return Ok(None);
        }
        let url = target(response)?;
        let Some(method) = self.next_method(&request.method, status) else {
            let method = request.method.to_string();
            return Err(PageRedirect { status, method, location: url.into() }.into());
        };
        if followed == self.limit {
            return Err(InfiniteRedirection { limit: self.limit, location: url.into() }.into());
        }
        let mut headers = request.headers;
        if url.origin() != request.url.origin() {
            remove(&CONFIDENTIAL, &mut headers);
        }
        if request.body.is_some() {
            remove(&OF_THE_BODY, &mut headers);
        }
        Ok(Some(Request { method, url: Rc::new(url), headers, body: None }))
    }

    /// The method that goes on, unless the program has to say.
    fn next_method(&self, method: &Method, status: StatusCode) -> Option<Method> {
        match status.as_u16() {
            _ if matches!(*method, Method::GET | Method::HEAD) => Some(method.clone()),
            303 => Some(Method::GET),
            301 | 302 if self.like_a_browser => Some(Method::GET),
            _ => None,
        }
    }
}

impl<A: Fetch + 'static> Fetch for RedirectAgent<A> {
    fn fetch(&self, request: Request) -> Deferred<Response> {
        let this = Self { agent: self.agent.clone(), ..*self };
        this.follow(request, 0)
    }
}

/// Where a redirect leads, seen from the page that it comes from.
fn target(response: &Response) -> Result<url::Url, Failure> {
    let from = response.parsed_url();
    let location = response.headers().get("Location");
    let target = location.and_then(|location| from.join(location).ok());
    let target = target.ok_or_else(|| RedirectWithNoLocation {
        status: response.status(),
        from: from.to_string(),
        location: location.map(str::to_owned),
    })?;
    parse(target.as_str())
}

fn remove(names: &[&str], headers: &mut Headers) {
    for name in names {
        headers.remove(name);
    }
}
