//! Cutting a listing out of a source file.
//!
//! A part of a file is marked by comments of their own lines, which mdBook's
//! `include` knows too. Parts may lie within each other; the comments are shown
//! in no listing.
//!
//! ```text
//! // ANCHOR: firing
//! trigger.callback("hello");
//! // ANCHOR_END: firing
//! ```

use anyhow::{Context, Result, bail, ensure};

/// The comment that opens an anchor or closes it.
#[derive(PartialEq)]
enum Mark<'a> {
    Open(&'a str),
    Close(&'a str),
}

fn mark(line: &str) -> Option<Mark<'_>> {
    let comment = line.trim().strip_prefix("//")?.trim_start();
    let open = comment.strip_prefix("ANCHOR:").map(|name| Mark::Open(name.trim()));
    open.or_else(|| comment.strip_prefix("ANCHOR_END:").map(|name| Mark::Close(name.trim())))
}

/// A whole file: without its `//!` head, which the page puts in other words,
/// and without the comments of its anchors.
///
/// # Errors
///
/// Nothing is left.
pub fn whole(text: &str) -> Result<String> {
    let is_head = |line: &&str| line.starts_with("//!") || line.trim().is_empty();
    let lines: Vec<&str> = text.lines().skip_while(is_head).collect();
    tidy(&lines).context("it is empty")
}

/// The part of a file between the comments `ANCHOR: name` and
/// `ANCHOR_END: name`, moved to the left margin.
///
/// # Errors
///
/// The anchor is missing, stands there twice, is never closed, or is empty.
pub fn part(text: &str, name: &str) -> Result<String> {
    let lines: Vec<&str> = text.lines().collect();
    let start = match places(&lines, &Mark::Open(name))[..] {
        [start] => start,
        [] => bail!("it has no `// ANCHOR: {name}`; {}", anchors_of(&lines)),
        [first, second, ..] => bail!(
            "`// ANCHOR: {name}` stands on line {} and again on line {}; rename one",
            first + 1,
            second + 1
        ),
    };
    let ends = places(&lines, &Mark::Close(name));
    ensure!(
        ends.len() == 1 && ends[0] > start,
        "`// ANCHOR: {name}` on line {} needs exactly one `// ANCHOR_END: {name}` below it",
        start + 1
    );
    tidy(&lines[start + 1..ends[0]])
        .with_context(|| format!("`// ANCHOR: {name}` on line {} holds no code", start + 1))
}

fn places(lines: &[&str], wanted: &Mark<'_>) -> Vec<usize> {
    let is_wanted = |line: &str| mark(line).is_some_and(|mark| mark == *wanted);
    (0..lines.len()).filter(|&index| is_wanted(lines[index])).collect()
}

fn anchors_of(lines: &[&str]) -> String {
    let names: Vec<&str> = lines
        .iter()
        .filter_map(|line| match mark(line) {
            Some(Mark::Open(name)) => Some(name),
            _ => None,
        })
        .collect();
    match names[..] {
        [] => "it has no anchors at all".to_owned(),
        _ => format!("it has {}", names.join(", ")),
    }
}

/// The lines without the comments of anchors, without blank lines around them,
/// and without the indent they share; nothing if no code is among them.
fn tidy(lines: &[&str]) -> Option<String> {
    let lines: Vec<&str> = lines.iter().copied().filter(|line| mark(line).is_none()).collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let shared = lines.iter().filter(|line| !line.trim().is_empty()).map(indent).min()?;
    let moved: Vec<&str> = lines.iter().map(|line| line.get(shared..).unwrap_or("")).collect();
    Some(moved.join("\n").trim_matches('\n').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
//! What it shows.

fn main() {
    // ANCHOR: outer
    one();

        // ANCHOR: inner
        two();
        // ANCHOR_END: inner
    // ANCHOR_END: outer
    // ANCHOR: void

    // ANCHOR_END: void
    // ANCHOR: open
    // ANCHOR: twice
    // ANCHOR: twice
}
";

    fn error(name: &str) -> String {
        part(FILE, name).unwrap_err().to_string()
    }

    #[test]
    fn a_part_is_moved_to_the_margin_and_shows_no_anchors() {
        assert_eq!(part(FILE, "outer").unwrap(), "one();\n\n    two();");
        assert_eq!(part(FILE, "inner").unwrap(), "two();");
    }

    #[test]
    fn a_whole_file_begins_below_its_head() {
        let text = "//! Head.\n//!\n//! More.\n\n/// Doc.\nfn f() {}\n// ANCHOR: x\nfn g() {}\n\n";
        assert_eq!(whole(text).unwrap(), "/// Doc.\nfn f() {}\nfn g() {}");
    }

    #[test]
    fn a_file_of_nothing_but_a_head_is_empty() {
        assert!(whole("//! Head.\n\n").unwrap_err().to_string().contains("empty"));
    }

    #[test]
    fn a_missing_anchor_is_an_error_that_names_the_others() {
        assert!(error("gone").contains("it has outer, inner, void, open, twice, twice"));
        assert!(part("fn f() {}", "x").unwrap_err().to_string().contains("no anchors at all"));
    }

    #[test]
    fn an_anchor_that_is_never_closed_is_an_error() {
        assert!(error("open").contains("line 14 needs exactly one"));
        let backwards = "// ANCHOR_END: a\nx\n// ANCHOR: a\n";
        assert!(part(backwards, "a").unwrap_err().to_string().contains("needs exactly one"));
    }

    #[test]
    fn an_anchor_that_is_closed_twice_is_an_error() {
        let text = "// ANCHOR: a\nx\n// ANCHOR_END: a\ny\n// ANCHOR_END: a\n";
        assert!(part(text, "a").unwrap_err().to_string().contains("needs exactly one"));
    }

    #[test]
    fn an_anchor_that_stands_there_twice_is_an_error() {
        assert!(error("twice").contains("line 15 and again on line 16"));
    }

    #[test]
    fn an_empty_anchor_is_an_error() {
        assert!(error("void").contains("line 11 holds no code"));
    }
}
