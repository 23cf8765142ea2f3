//! The path of a request, taken segment by segment.

use hyper::Uri;
use percent_encoding::percent_decode_str;
use std::cell::Cell;

/// How far down its path a request has come; `None` when nothing is left.
///
/// A path is cut before it is decoded: `%2f` is a slash inside of a name, and does
/// not make two of it.
pub(super) struct Path(Cell<Option<usize>>);

impl Path {
    pub(super) fn of(uri: &Uri) -> Self {
        Self(Cell::new(Some(usize::from(uri.path().starts_with('/')))))
    }

    /// The next segment, decoded.
    pub(super) fn next(&self, uri: &Uri) -> Option<String> {
        let start = self.0.get()?;
        let rest = &uri.path()[start..];
        let end = rest.find('/');
        self.0.set(end.map(|end| start + end + 1));
        Some(decode(end.map_or(rest, |end| &rest[..end])))
    }

    /// All segments that are left, decoded.
    pub(super) fn rest(&self, uri: &Uri) -> Vec<String> {
        let rest = self.0.get().map(|start| &uri.path()[start..]);
        rest.into_iter().flat_map(|rest| rest.split('/')).map(decode).collect()
    }
}

/// Whether the path is text, once it is decoded: otherwise there is nothing there.
pub(super) fn is_readable(uri: &Uri) -> bool {
    percent_decode_str(uri.path()).decode_utf8().is_ok()
}

fn decode(segment: &str) -> String {
    percent_decode_str(segment).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_segments(uri: &'static str, expected: &[&str]) {
        let uri = Uri::from_static(uri);
        assert!(is_readable(&uri), "{uri}");
        assert_eq!(Path::of(&uri).rest(&uri), expected, "{uri}");
        let path = Path::of(&uri);
        let each: Vec<_> = std::iter::from_fn(|| path.next(&uri)).collect();
        assert_eq!(each, expected, "{uri}");
        assert!(path.rest(&uri).is_empty(), "{uri}");
    }

    #[test]
    fn a_path_is_cut_at_slashes_and_then_decoded() {
        assert_segments("/", &[""]);
        assert_segments("/a", &["a"]);
        assert_segments("/a/", &["a", ""]);
        assert_segments("//a", &["", "a"]);
        assert_segments("/a%2fb/%41?c=/d", &["a/b", "A"]);
        assert_segments("/%E5%AD%A6", &["学"]);
        assert_segments("http://localhost/a/b", &["a", "b"]);
    }

    #[test]
    fn what_is_left_begins_behind_what_was_taken() {
        let uri = Uri::from_static("/a/b%20c/d");
        let path = Path::of(&uri);
        assert_eq!(path.next(&uri).as_deref(), Some("a"));
        assert_eq!(path.rest(&uri), ["b c", "d"]);
    }

    #[test]
    fn a_path_that_is_no_text_is_told_from_the_others() {
        assert!(!is_readable(&Uri::from_static("/a/%ff")));
        assert!(!is_readable(&Uri::from_static("/%e5/%ad/%a6")));
    }
}
