//! Which names of a path may be those of files.

use std::ffi::OsStr;
use std::path::{Component, Path};

/// Whether this is a plain name, of something that is right here: not `..`, no path
/// of several names, no drive, and not hidden.
///
/// A backslash separates names on Windows alone. It is refused everywhere, so that a
/// site is as safe there as where it was tested.
pub(super) fn is_plain(name: &str) -> bool {
    let mut components = Path::new(name).components();
    let is_one_name = components.next() == Some(Component::Normal(OsStr::new(name)));
    // On Windows, what follows a colon names a second content of the same file.
    let is_stream = cfg!(windows) && name.contains(':');
    is_one_name && !is_stream && !name.starts_with('.') && !name.contains(['\\', '\0'])
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn a_name_is_one_name() {
        for name in ["a", "a.txt", "a b", "a..b", "学习", "~", "a%2fb", "*", "<script>"] {
            assert!(is_plain(name), "{name:?}");
        }
    }

    #[test]
    fn whatever_is_more_or_less_than_a_name_is_none() {
        let paths = ["", ".", "..", "/", "/a", "a/", "a/b", "../a", "a/..", "a/.", "\\a", "a\\b"];
        let hidden_or_cut = [".git", ".env", "a\0b", "\0"];
        for name in paths.into_iter().chain(hidden_or_cut) {
            assert!(!is_plain(name), "{name:?}");
        }
    }
}
