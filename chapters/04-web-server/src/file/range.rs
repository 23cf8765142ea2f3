//! Which parts of a file a client may ask for.

use hyper::header::{ETAG, HeaderMap, HeaderValue, IF_RANGE, LAST_MODIFIED, RANGE};

/// The one part of a file of `length` bytes that the request asks for, as a `Range`.
///
/// What is no range is ignored, as RFC 9110 (section 14.2) wants, and so is a list of
/// several: the client then gets the whole file. Twisted sends a list in parts of a
/// `multipart/byteranges`; hardly any client asks for one, but for an attacker who
/// wants a thousand parts of each file.
pub(super) fn one_range(headers: &HeaderMap, length: u64) -> Option<HeaderValue> {
    let range = headers.get(RANGE)?.to_str().ok()?.strip_prefix("bytes=")?;
    let (first, last) = range.trim().split_once('-')?;
    let range = match (number(first), number(last)) {
        // An empty file has no parts.
        _ if length == 0 => return None,
        (Some(first), Some(last)) if first <= last => format!("bytes={first}-{last}"),
        (Some(first), None) if last.is_empty() => format!("bytes={first}-"),
        // The last so many bytes: of a shorter file, all.
        (None, Some(most)) if first.is_empty() => format!("bytes=-{}", most.min(length)),
        _ => return None,
    };
    HeaderValue::try_from(range).ok()
}

/// Digits alone; `parse` takes a sign, too.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Whether the part is wanted of the file as it is now. A client that has the
/// beginning of an older one would glue two files together: it gets the whole.
pub(super) fn is_of_this_file(asked: &HeaderMap, file: &HeaderMap) -> bool {
    let Some(wanted) = asked.get(IF_RANGE) else { return true };
    [ETAG, LAST_MODIFIED].iter().any(|name| file.get(name) == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_range(value: &'static str, expected: Option<&str>) {
        let headers = HeaderMap::from_iter([(RANGE, HeaderValue::from_static(value))]);
        let range = one_range(&headers, 16);
        assert_eq!(range.as_ref().and_then(|range| range.to_str().ok()), expected, "{value:?}");
    }

    #[test]
    fn one_range_of_bytes_is_taken() {
        for range in ["bytes=0-0", "bytes=10-", "bytes=-5", "bytes=0-99", "bytes=99-", "bytes=-0"] {
            assert_range(range, Some(range));
        }
        assert_range("bytes= 1-2 ", Some("bytes=1-2"));
        assert_range("bytes=-99", Some("bytes=-16"));
    }

    #[test]
    fn everything_else_is_ignored() {
        for range in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=x",
            "bytes=1",
            "bytes=5-4",
            "bytes=+1-+2",
            "bytes=1-2,4-5",
            "bytes=--1",
            "bytes=1--",
            "lines=1-2",
            "bytes=0-99999999999999999999",
        ] {
            assert_range(range, None);
        }
    }

    #[test]
    fn an_empty_file_has_no_parts() {
        let headers = HeaderMap::from_iter([(RANGE, HeaderValue::from_static("bytes=0-0"))]);
        assert_eq!(one_range(&headers, 0), None);
    }
}
