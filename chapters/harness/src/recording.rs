//! Recordings: the insta snapshots that say what a program is known to print.
//!
//! insta writes them and shows an author what has changed. Everybody else only
//! reads them: the checks, the book, and the tool.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// The test file of a chapter that records its checks, `tests/checks.rs`.
pub const CHECKS: &str = "checks";

/// The test file of a chapter that records its examples, `tests/examples.rs`.
pub const EXAMPLES: &str = "examples";

/// The test file of a chapter that records traces of its examples,
/// `tests/traces.rs`.
pub const TRACES: &str = "traces";

/// Where the recording `name` of the test file `test` lies in a chapter's
/// folder: `tests/snapshots/<test>__<name>.snap`.
pub fn path(chapter_dir: &Path, test: &str, name: &str) -> PathBuf {
    chapter_dir.join("tests/snapshots").join(format!("{test}__{name}.snap"))
}

/// Reads a recording.
///
/// # Errors
///
/// It is missing, waits for review (a `.snap.new` lies beside it), is empty, or
/// is not a snapshot at all.
pub fn read(path: &Path) -> Result<String> {
    let shown = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("no recording {shown}"))?;
    ensure!(
        !path.with_extension("snap.new").exists(),
        "the recording {shown} waits for review: read the .snap.new beside it, then accept or delete it"
    );
    let body = body(&text).with_context(|| format!("{shown} is not an insta snapshot"))?;
    ensure!(!body.trim().is_empty(), "the recording {shown} is empty");
    Ok(body.to_owned())
}

/// A snapshot's text below insta's header, without the line end that insta adds.
fn body(snapshot: &str) -> Option<&str> {
    let (_, body) = snapshot.strip_prefix("---\n")?.split_once("\n---\n")?;
    Some(body.strip_suffix('\n').unwrap_or(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_not_part_of_a_recording() {
        let snapshot = "---\nsource: a.rs\nexpression: x\n---\none\n\n---\ntwo\n";
        assert_eq!(body(snapshot), Some("one\n\n---\ntwo"));
    }

    #[test]
    fn text_without_a_header_is_not_a_recording() {
        assert_eq!(body("one\n"), None);
    }
}
