//! Requests that hyper takes, and that two servers in a row may understand differently:
//! the door for whoever wants to speak for another client (RFC 9112, section 11.2).

use hyper::header::{HOST, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING};
use hyper::http::request::Parts;
use hyper::{StatusCode, Version};

/// # Errors
///
/// The status that refuses the request:
///
/// - 400, if it names several hosts, or none, which only HTTP/1.0 may (RFC 9112,
///   section 3.2);
/// - 501, if its body is encoded by more than `chunked`. hyper decodes only that, so
///   what the body says is not known (section 6.1).
pub(crate) fn settle(head: &Parts) -> Result<(), StatusCode> {
    let least = usize::from(head.version > Version::HTTP_10);
    if !(least..=1).contains(&values(&head.headers, HOST).count()) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let mut encodings = values(&head.headers, TRANSFER_ENCODING);
    let is_plain = encodings.next().is_none_or(is_chunked) && encodings.next().is_none();
    if is_plain { Ok(()) } else { Err(StatusCode::NOT_IMPLEMENTED) }
}

/// The values of one header. There are few, so that to look at all costs less than to
/// look for one.
fn values(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &HeaderValue> {
    headers.iter().filter(move |(own, _)| **own == name).map(|(_, value)| value)
}

fn is_chunked(encoding: &HeaderValue) -> bool {
    encoding.as_bytes().eq_ignore_ascii_case(b"chunked")
}
