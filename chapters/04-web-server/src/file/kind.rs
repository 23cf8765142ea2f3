//! What a file is, as its name tells.

use std::ffi::OsStr;
use std::path::Path;

/// The type of a file's content, and how that was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) content_type: &'static str,
    pub(super) encoding: Option<&'static str>,
}

/// What nobody knows is bytes, to be stored. Twisted says `text/html`: then whatever
/// somebody may store in the folder runs as a page, with scripts, in the site's name.
const UNKNOWN: &str = "application/octet-stream";

/// Types beside `text/…` that are text, and so become much smaller.
const TEXTS: [&str; 4] =
    ["application/javascript", "application/json", "application/xml", "image/svg+xml"];

impl Kind {
    /// By the name's ending. `.gz` is no type: it says how what is before it was
    /// compressed, and a browser undoes that.
    ///
    /// Twisted takes `.bz2` for an encoding, too; no browser does.
    pub(super) fn of(name: &OsStr) -> Self {
        let path = Path::new(name);
        let is_gzip = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
        let typed = if is_gzip { path.with_extension("") } else { path.to_owned() };
        let content_type = mime_guess::from_path(typed).first_raw().unwrap_or(UNKNOWN);
        Self { content_type, encoding: is_gzip.then_some("gzip") }
    }

    /// Whether it would become smaller if it was compressed.
    pub(super) fn is_plain_text(&self) -> bool {
        let is_text = self.content_type.starts_with("text/") || TEXTS.contains(&self.content_type);
        is_text && self.encoding.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_kind(name: &str, content_type: &str, encoding: Option<&str>) {
        let kind = Kind::of(name.as_ref());
        assert_eq!((kind.content_type, kind.encoding), (content_type, encoding), "{name}");
    }

    #[test]
    fn the_ending_tells_the_type() {
        assert_kind("a.html", "text/html", None);
        assert_kind("A.HTML", "text/html", None);
        assert_kind("a.b.png", "image/png", None);
        assert_kind("a.js", "text/javascript", None);
    }

    #[test]
    fn gz_is_an_encoding() {
        assert_kind("a.tar.gz", "application/x-tar", Some("gzip"));
        assert_kind("a.html.GZ", "text/html", Some("gzip"));
        assert_kind("a.gz", UNKNOWN, Some("gzip"));
    }

    #[test]
    fn what_nobody_knows_is_bytes() {
        for name in ["noending", "a.strange", "a.", "html"] {
            assert_kind(name, UNKNOWN, None);
        }
    }

    #[test]
    fn text_is_compressed_once() {
        let is_plain_text = |name: &str| Kind::of(name.as_ref()).is_plain_text();
        assert!(["a.txt", "a.css", "a.js", "a.json", "a.svg"].into_iter().all(is_plain_text));
        assert!(!["a.txt.gz", "a.png", "a.zip", "a"].into_iter().any(is_plain_text));
    }
}
