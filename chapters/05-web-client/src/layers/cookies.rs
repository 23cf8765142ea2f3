//! [`CookieAgent`]: keeps cookies, and sends them back.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::fmt;
use std::rc::Rc;

use cookie_store::{Cookie, CookieDomain, CookieStore, RawCookie};
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

    /// The cookies for a page, as the header says them; none if there are none. Those
    /// with a longer path come first, and then those that are older (RFC 6265, section
    /// 5.4).
    fn header(&self, url: &Url) -> Option<String> {
        let jar = self.0.borrow();
        let mut cookies = jar.matches(url);
        cookies.sort_by_key(|cookie| Reverse(cookie.path.len()));
        let pair = |cookie: &&Cookie<'_>| format!("{}={}", cookie.name(), cookie.value());
        let text = cookies.iter().map(pair).collect::<Vec<_>>().join("; ");
        (!text.is_empty()).then_some(text)
    }

    /// Takes what a response sets.
    fn take(&self, response: &Response) {
        for text in response.headers().get_all("Set-Cookie") {
            self.take_one(&text, response.parsed_url());
        }
    }

    /// What makes no sense, or is not the server's to set, is left out.
    fn take_one(&self, text: &str, url: &Url) {
        if let Ok(cookie) = Cookie::parse(text, url)
            && !is_for_a_whole_country(&cookie, url)
        {
            let _ = self.0.borrow_mut().insert(cookie.into_owned(), url);
        }
    }
}

/// Whether a cookie would be sent to all servers below a name without a dot, such as
/// `com`. Of `co.uk` we do not know that it belongs to many.
fn is_for_a_whole_country(cookie: &Cookie<'_>, url: &Url) -> bool {
    match &cookie.domain {
        CookieDomain::Suffix(domain) => !domain.contains('.') && url.host_str() != Some(domain),
        _ => false,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What goes to this page when that one has set a cookie.
    fn sent_to(page: &str, set_by: &str, cookie: &str) -> Option<String> {
        let jar = CookieJar::new();
        jar.take_one(cookie, &Url::parse(set_by).unwrap());
        jar.header(&Url::parse(page).unwrap())
    }

    const SHOP: &str = "http://www.shop.example/bread/rye";

    #[test]
    fn a_cookie_goes_to_its_server_only() {
        let sent = |page| sent_to(page, SHOP, "a=1; Path=/");
        assert_eq!(sent("http://www.shop.example/").as_deref(), Some("a=1"));
        assert_eq!(sent("http://www.shop.example:8080/").as_deref(), Some("a=1"));
        assert_eq!(sent("http://shop.example/"), None);
        assert_eq!(sent("http://x.www.shop.example/"), None);
    }

    #[test]
    fn a_cookie_of_a_domain_goes_to_all_servers_below_it() {
        let sent = |page| sent_to(page, SHOP, "a=1; Path=/; Domain=.shop.example");
        assert_eq!(sent("http://mail.shop.example/").as_deref(), Some("a=1"));
        assert_eq!(sent("http://theshop.example/"), None);
    }

    #[test]
    fn a_server_sets_no_cookie_for_others() {
        let sent = |domain| sent_to(SHOP, SHOP, &format!("a=1; Path=/; Domain={domain}"));
        assert_eq!(sent("bank.example"), None);
        assert_eq!(sent("mail.shop.example"), None);
        assert_eq!(sent("example"), None);
        let own = sent_to("http://localhost/", "http://localhost/", "a=1; Domain=localhost");
        assert_eq!(own.as_deref(), Some("a=1"));
    }

    #[test]
    fn without_a_path_a_cookie_is_for_the_folder_of_its_page() {
        let sent = |page| sent_to(page, SHOP, "a=1");
        assert_eq!(sent("http://www.shop.example/bread/white").as_deref(), Some("a=1"));
        assert_eq!(sent("http://www.shop.example/breadcrumbs"), None);
        assert_eq!(sent("http://www.shop.example/"), None);
    }

    #[test]
    fn a_secure_cookie_is_not_sent_in_the_clear() {
        let sent = |page| sent_to(page, "https://shop.example/", "a=1; Secure");
        assert_eq!(sent("https://shop.example/").as_deref(), Some("a=1"));
        assert_eq!(sent("http://shop.example/"), None);
    }
}
