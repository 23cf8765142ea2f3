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
/// Twisted: `twisted.web.util.redirectTo`.
pub fn redirect_to(url: &str, request: &Request) -> Result<Rendered, InvalidHeader> {
    request.set_header("location", url)?;
    request.set_response_code(StatusCode::FOUND);
    let shown = html_escape::encode_double_quoted_attribute(url);
    Ok(format!("<!DOCTYPE html>\n<a href=\"{shown}\">The page is here.</a>\n").into())
}
