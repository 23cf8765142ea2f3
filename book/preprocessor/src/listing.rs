//! `listing`: a file of a chapter, whole or by anchor.

use std::fs;

use anyhow::{Context, Result, ensure};
use harness::Workbook;

use crate::program::Program;
use crate::{anchors, markdown};

/// The figure for `CHAPTER/EXAMPLE`, `CHAPTER/EXAMPLE#ANCHOR` or
/// `CHAPTER/src/FILE.rs#ANCHOR`.
///
/// # Errors
///
/// The file or the anchor is missing, empty or ambiguous, or the caption is not
/// fit to be shown.
pub fn render(workbook: &Workbook, argument: &str, caption: &str) -> Result<String> {
    let (name, anchor) = match argument.split_once('#') {
        Some((name, anchor)) => (name, Some(anchor)),
        None => (argument, None),
    };
    ensure!(anchor != Some(""), "`{argument}` names no anchor; add its name, or drop the `#`");
    markdown::ensure_no_html(caption)?;
    let path = Program::find(workbook, name)?.path();
    let text = fs::read_to_string(workbook.root.join(&path)).with_context(|| path.clone())?;
    let code = match anchor {
        Some(anchor) => anchors::part(&text, anchor),
        None => anchors::whole(&text),
    };
    let code = keep_hash_lines(&code.with_context(|| path.clone())?);
    let caption = format!("{caption} `{path}`");
    Ok(markdown::figure("listing", caption.trim(), &markdown::fence("rust,ignore", &code)))
}

/// mdBook hides lines of Rust that begin with a lone `#`, and shows those that
/// begin with two as if they had one. A listing hides nothing.
fn keep_hash_lines(code: &str) -> String {
    let keep = |line: &str| {
        let text = line.trim_start();
        let indent = &line[..line.len() - text.len()];
        if text == "#" || text.starts_with("# ") || text.starts_with("##") {
            format!("{indent}#{text}")
        } else {
            line.to_owned()
        }
    };
    code.lines().map(keep).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_mdbook_would_hide_is_kept() {
        let code = "#[test]\n  # a\n#\n## b\nx # y";
        assert_eq!(keep_hash_lines(code), "#[test]\n  ## a\n##\n### b\nx # y");
    }
}
