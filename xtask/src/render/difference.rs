//! The first difference between what should have happened and what did.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::colour;
use super::text::{CUT, WIDTH, begin, cut};

/// How many lines before the difference are shown.
const LINES_BEFORE: usize = 4;

/// In front of every line that is shown. The labels stand in it.
const INDENT: usize = 12;

/// What a line is called that is not there.
const NOTHING: &str = "(nothing more)";

/// The first place in which two transcripts differ.
pub struct Difference<'a> {
    before: Vec<&'a str>,
    expected: Option<&'a str>,
    got: Option<&'a str>,
}

impl<'a> Difference<'a> {
    /// Finds it; equal transcripts have none.
    pub fn first(expected: &'a str, got: &'a str) -> Option<Difference<'a>> {
        let (expected, got): (Vec<_>, Vec<_>) = (expected.lines().collect(), got.lines().collect());
        let all = expected.len().max(got.len());
        let line = (0..all).find(|line| expected.get(*line) != got.get(*line))?;
        let before = got[line.saturating_sub(LINES_BEFORE)..line].to_vec();
        let at = |lines: &[&'a str]| lines.get(line).copied();
        Some(Difference { before, expected: at(&expected), got: at(&got) })
    }

    /// Both lines, one below the other, with a mark below the first column that
    /// differs; then what came before them.
    pub fn show(&self) -> String {
        let (expected, got) = (self.expected.unwrap_or(NOTHING), self.got.unwrap_or(NOTHING));
        let both = self.expected.is_some() && self.got.is_some();
        let view = if both { View::of(expected, got) } else { View::START };
        let mut lines = vec![
            format!("{:INDENT$}{}", "  expected", colour::good(&view.show(expected))),
            format!("{:INDENT$}{}", "  got", colour::bad(&view.show(got))),
        ];
        if both {
            lines.push(format!("{:1$}^", "", INDENT + view.mark));
        }
        lines.push(self.show_before());
        lines.join("\n")
    }

    fn show_before(&self) -> String {
        if self.before.is_empty() {
            return format!("{:INDENT$}(this is the first line)", "  before");
        }
        let labels = ["  before"].into_iter().chain(std::iter::repeat(""));
        let shown = self.before.iter().zip(labels).map(|(line, label)| {
            let line = cut(line, WIDTH - INDENT);
            format!("{label:INDENT$}{}", colour::quiet(&line))
        });
        shown.collect::<Vec<_>>().join("\n")
    }
}

/// Which part of two long lines is shown.
struct View {
    /// How many characters, the same in both lines, are left out on the left.
    skipped: usize,
    /// The column, within what is shown, of the first difference.
    mark: usize,
}

impl View {
    const ROOM: usize = WIDTH - INDENT;
    const START: View = View { skipped: 0, mark: 0 };

    fn of(expected: &str, got: &str) -> View {
        let common: Vec<char> = expected
            .chars()
            .zip(got.chars())
            .take_while(|(one, other)| one == other)
            .map(|(c, _)| c)
            .collect();
        let width: usize = common.iter().map(|c| c.width().unwrap_or(0)).sum();
        if expected.width().max(got.width()) <= View::ROOM || width < View::ROOM / 2 {
            return View { skipped: 0, mark: width };
        }
        let (kept, columns) = end(&common, View::ROOM / 2);
        View { skipped: common.len() - kept, mark: CUT.width() + columns }
    }

    fn show(&self, line: &str) -> String {
        if self.skipped == 0 {
            return cut(line, View::ROOM);
        }
        let rest: String = line.chars().skip(self.skipped).collect();
        format!("{CUT}{}", cut(&rest, View::ROOM - CUT.width()))
    }
}

/// How many characters at the end of a text take at most so many columns, and
/// how many columns these are.
fn end(text: &[char], room: usize) -> (usize, usize) {
    let backwards: String = text.iter().rev().collect();
    let kept = begin(&backwards, room);
    (kept.chars().count(), kept.width())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(expected: &str, got: &str) -> Vec<String> {
        colored::control::set_override(false);
        let difference = Difference::first(expected, got).expect("they differ");
        difference.show().lines().map(str::to_owned).collect()
    }

    /// The characters that stand above the mark in each of the two lines.
    fn marked(lines: &[String]) -> (Option<char>, Option<char>) {
        let mark = lines[2].find('^').expect("a mark");
        let above = |line: &str| {
            let before = begin(line, mark);
            assert_eq!(before.width(), mark, "{line}");
            line[before.len()..].chars().next()
        };
        (above(&lines[0]), above(&lines[1]))
    }

    #[test]
    fn equal_texts_have_no_difference() {
        assert!(Difference::first("a\nb", "a\nb").is_none());
    }

    #[test]
    fn the_first_column_that_differs_is_marked() {
        let lines = shown("$ x\n| heard: you", "$ x\n| heard: \"you\"");
        assert_eq!(
            lines,
            [
                "  expected  | heard: you",
                "  got       | heard: \"you\"",
                "                     ^",
                "  before    $ x",
            ]
        );
    }

    #[test]
    fn a_line_too_few_and_a_line_too_many_are_told() {
        assert_eq!(
            shown("a\nb", "a"),
            ["  expected  b", "  got       (nothing more)", "  before    a"]
        );
        assert_eq!(
            shown("", "b"),
            ["  expected  (nothing more)", "  got       b", "  before    (this is the first line)"]
        );
    }

    #[test]
    fn wide_characters_are_counted_by_their_columns() {
        assert_eq!(marked(&shown("漢字a", "漢字b")), (Some('a'), Some('b')));
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        for common in ["x".repeat(500), "漢".repeat(500), "x".repeat(65)] {
            let (expected, got) =
                (format!("{common}a{}", "y".repeat(500)), format!("{common}b漢字"));
            let lines = shown(&expected, &got);
            assert!(lines.iter().all(|line| line.width() <= WIDTH), "{lines:#?}");
            assert_eq!(marked(&lines), (Some('a'), Some('b')), "{lines:#?}");
        }
    }

    #[test]
    fn the_end_of_a_line_is_marked_where_the_other_goes_on() {
        assert_eq!(marked(&shown("same ", "same")), (Some(' '), None));
    }

    #[test]
    fn only_the_last_lines_before_it_are_shown() {
        let text = (1..=9).fold(String::new(), |text, n| format!("{text}line {n}\n"));
        let lines = shown(&format!("{text}a"), &format!("{text}b"));
        assert_eq!(
            lines[3..],
            [
                "  before    line 6",
                "            line 7",
                "            line 8",
                "            line 9"
            ]
        );
    }
}
