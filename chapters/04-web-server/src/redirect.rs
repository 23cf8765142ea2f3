//! [`redirect_to`]: the page is elsewhere.

use crate::{InvalidHeader, Rendered, Request};
use hyper::StatusCode;

/// Sends the client to `url`, by 302, *Found*. It may be relative, as in Twisted:
/// the browser resolves it against the path that it asked for.
///
/// # Errors
///
/// [`InvalidHeader`], when the URL holds a byte that no header may hold, such as a
/// line end. A URL made of what a user sent could otherwise smuggle in headers of
/// its own. Spaces and letters beyond ASCII have to be percent-encoded.
///
/// The page that goes with it links to the URL only if that leads by HTTP: a link to
/// `javascript:…` would be a script of ours.
///
/// Twisted: `twisted.web.util.redirectTo`.
pub fn redirect_to(url: &str, request: &Request) -> Result<Rendered, InvalidHeader> {
    request.set_header("location", url)?;
    request.set_response_code(StatusCode::FOUND);
    Ok(page(url).into())
}

fn page(url: &str) -> String {
    if !leads_by_http(url) {
        return "<!DOCTYPE html>\nThe page is elsewhere.\n".into();
    }
    let shown = html_escape::encode_double_quoted_attribute(url);
    format!("<!DOCTYPE html>\n<a href=\"{shown}\">The page is here.</a>\n")
}

/// Whether it is relative, or its scheme is one of HTTP. Browsers overlook spaces and
/// tabs in a scheme, so any other colon in that place is one too many.
fn leads_by_http(url: &str) -> bool {
    let start = url.split(['/', '?', '#']).next().unwrap_or_default();
    let is_http = |scheme: &&str| start.eq_ignore_ascii_case(scheme);
    !start.contains(':') || ["http:", "https:"].iter().any(is_http)
}
