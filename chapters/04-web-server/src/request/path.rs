//! The path of a request, taken segment by segment.

use hyper::Uri;
use percent_encoding::percent_decode_str;
use std::cell::RefCell;
use std::collections::VecDeque;

/// The segments that were not taken yet, decoded; `None` if one is not UTF-8.
///
/// A path is cut before it is decoded: `%2f` is a slash inside of a name, and does
/// not make two of it.
pub(super) struct Path(Option<RefCell<VecDeque<String>>>);

impl Path {
    pub(super) fn of(uri: &Uri) -> Self {
        let path = uri.path();
        let path = path.strip_prefix('/').unwrap_or(path);
        let decode = |segment| percent_decode_str(segment).decode_utf8().map(String::from);
        let segments: Result<_, _> = path.split('/').map(decode).collect();
        Self(segments.ok().map(RefCell::new))
    }

    pub(super) fn is_readable(&self) -> bool {
        self.0.is_some()
    }

    pub(super) fn next(&self) -> Option<String> {
        self.0.as_ref()?.borrow_mut().pop_front()
    }

    pub(super) fn rest(&self) -> Vec<String> {
        let rest = self.0.as_ref().map(|rest| rest.borrow().iter().cloned().collect());
        rest.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_segments(uri: &'static str, expected: &[&str]) {
        assert_eq!(Path::of(&Uri::from_static(uri)).rest(), expected, "{uri}");
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
    fn a_path_that_is_no_text_has_no_segments() {
        let path = Path::of(&Uri::from_static("/a/%ff"));
        assert!(!path.is_readable());
        assert_eq!(path.next(), None);
    }
}
