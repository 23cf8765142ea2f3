//! Cookies (RFC 6265), and the session that one of them names.

use super::{InvalidHeader, Request};
use crate::Session;
use cookie::{Cookie, SameSite};
use hyper::header::{COOKIE, SET_COOKIE};

/// The name of the cookie that holds a session's id.
const SESSION: &str = "UNTWISTED_SESSION";

impl Request {
    /// The value of a cookie that the client sent. Twisted: `getCookie`.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let lines = self.headers().get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
        let cookies = lines.flat_map(Cookie::split_parse).filter_map(Result::ok);
        cookies
            .into_iter()
            .find(|cookie| cookie.name() == name)
            .map(|cookie| cookie.value().to_owned())
    }

    /// Asks the client to keep a cookie: `request.add_cookie(("name", "value"))`, or
    /// one with attributes, made by [`Cookie::build`]. What is no cookie's name or
    /// value is percent-encoded.
    ///
    /// # Errors
    ///
    /// [`InvalidHeader`], when the path or the domain holds a `;`, which would begin
    /// an attribute, or a byte that no header may hold.
    ///
    /// Twisted: `addCookie`, which replaces them by spaces.
    pub fn add_cookie<'c>(&self, cookie: impl Into<Cookie<'c>>) -> Result<(), InvalidHeader> {
        let cookie = cookie.into();
        let line = cookie.encoded().to_string();
        let mut attributes = cookie.path().into_iter().chain(cookie.domain());
        if attributes.any(|attribute| attribute.contains(';')) {
            return Err(InvalidHeader::new(SET_COOKIE.as_str(), &line));
        }
        self.add_header(SET_COOKIE.as_str(), &line)
    }

    /// The client's session: what the server remembers of it from one request to the
    /// next. A client without one gets a new one, and a cookie that names it; so the
    /// answer must not have begun.
    ///
    /// Twisted: `getSession`.
    pub fn session(&self) -> Session {
        self.0.session.get_or_init(|| self.find_session()).clone()
    }

    fn find_session(&self) -> Session {
        let sessions = &self.hosting().sessions;
        let known = self.cookie(SESSION).and_then(|id| sessions.find(&id));
        known.unwrap_or_else(|| {
            let session = sessions.begin();
            let cookie = Cookie::build((SESSION, session.id().to_owned()))
                .path("/")
                .http_only(true)
                .same_site(SameSite::Lax)
                .secure(self.hosting().secure);
            let added = self.add_cookie(cookie);
            debug_assert!(added.is_ok(), "{added:?}");
            session
        })
    }
}
