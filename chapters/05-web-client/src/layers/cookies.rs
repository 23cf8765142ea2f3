//! [`CookieAgent`]: keeps cookies, and sends them back.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use cookie_store::{CookieStore, RawCookie};
use deferred::Deferred;
use reactor::Failure;
use url::Url;

use crate::request::parse;
use crate::{Fetch, Request, Response};

/// The cookies that servers have set, each with the pages that it is for. Clones are
/// handles on the same jar.
///
/// Twisted: `http.cookiejar.CookieJar`.
#[derive(Clone, Default)]
pub struct CookieJar(Rc<RefCell<CookieStore>>);

impl CookieJar {
    /// No cookies.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a cookie in as if the server at `url` had set it.
    ///
    /// # Errors
    ///
    /// [`InvalidUrl`](crate::InvalidUrl); or a cookie that this server may not set.
    pub fn set(&self, url: &str, name: &str, value: &str) -> Result<(), Failure> {
        let url = parse(url)?;
        let cookie = RawCookie::new(name.to_owned(), value.to_owned());
        self.0.borrow_mut().insert_raw(&cookie, &url)?;
        Ok(())
    }

    /// The value of a cookie that would be sent to `url`.
    pub fn get(&self, url: &str, name: &str) -> Option<String> {
        let url = Url::parse(url).ok()?;
        let cookies = self.0.borrow();
        let mut values = cookies.get_request_values(&url);
        values.find(|(found, _)| *found == name).map(|(_, value)| value.to_owned())
    }

    /// The cookies for a page, as the header says them; none if there are none.
    fn header(&self, url: &Url) -> Option<String> {
        let cookies = self.0.borrow();
        let pairs = cookies.get_request_values(url).map(|(name, value)| format!("{name}={value}"));
        let text = pairs.collect::<Vec<_>>().join("; ");
        (!text.is_empty()).then_some(text)
    }

    /// Takes what a response sets. What makes no sense, or is not the server's to set,
    /// is left out.
    fn take(&self, response: &Response) {
        let mut cookies = self.0.borrow_mut();
        for text in response.headers().get_all("Set-Cookie") {
            let _ = cookies.parse(&text, response.parsed_url());
        }
    }
}

impl fmt::Debug for CookieJar {
    /// The values are secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CookieJar({} cookies)", self.0.borrow().iter_unexpired().count())
    }
}

/// Takes the cookies that servers set, and sends them back to whom they belong.
///
/// Inside a [`RedirectAgent`](crate::RedirectAgent) it also keeps what the pages on
/// the way set, and so it should be.
///
/// Twisted: `CookieAgent`.
#[derive(Debug, Clone)]
pub struct CookieAgent<A> {
    agent: A,
    jar: CookieJar,
}

impl<A: Fetch> CookieAgent<A> {
    /// A layer around an agent, with a jar that others may look into.
    pub fn new(agent: A, jar: &CookieJar) -> Self {
        Self { agent, jar: jar.clone() }
    }
}

impl<A: Fetch> Fetch for CookieAgent<A> {
    fn fetch(&self, mut request: Request) -> Deferred<Response> {
        if let Some(cookies) = self.jar.header(&request.url)
            && request.headers.get("Cookie").is_none()
            && let Err(invalid) = request.headers.set("Cookie", &cookies)
        {
            return deferred::fail(invalid);
        }
        let jar = self.jar.clone();
        self.agent.fetch(request).add_callback(move |response| {
            jar.take(&response);
            response
        })
    }
}
