//! Cookies (RFC 6265), and the session that one of them names.

use super::Request;
use crate::Session;
use cookie::{Cookie, SameSite};
use hyper::header::{COOKIE, HeaderValue, SET_COOKIE};

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
    /// Twisted: `addCookie`.
    pub fn add_cookie<'c>(&self, cookie: impl Into<Cookie<'c>>) {
        let cookie = cookie.into();
        // Encoded, it has no byte that a header may not have; its attributes might.
        if let Ok(value) = HeaderValue::from_str(&cookie.encoded().to_string()) {
            self.append_header(SET_COOKIE, value);
        }
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
        let sessions = &self.0.hosting.sessions;
        let known = self.cookie(SESSION).and_then(|id| sessions.find(&id));
        known.unwrap_or_else(|| {
            let session = sessions.begin();
            let cookie = Cookie::build((SESSION, session.id().to_owned()))
                .path("/")
                .http_only(true)
                .same_site(SameSite::Lax)
                .secure(self.0.hosting.secure);
            self.add_cookie(cookie);
            session
        })
    }
}
