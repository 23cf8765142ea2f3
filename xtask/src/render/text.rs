//! Text that fits, and that a terminal does not obey.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide a page is: the oldest terminal's width, and a good line to read.
pub const WIDTH: usize = 80;

/// What stands where text was cut off.
pub const CUT: &str = "…";

/// The words of a text in lines of at most [`WIDTH`] columns, each after
/// `indent`. A word that is longer gets a line of its own.
pub fn wrap(text: &str, indent: &str) -> String {
    wrap_after(indent, text, indent)
}

/// As [`wrap`], with something else in front of the first line.
pub fn wrap_after(start: &str, text: &str, indent: &str) -> String {
    let mut lines = Vec::new();
    let mut line = start.to_owned();
    let mut is_first_word = true;
    for word in text.split_whitespace() {
        if !is_first_word && line.width() + 1 + word.width() > WIDTH {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
        } else if !is_first_word {
            line.push(' ');
        }
        line.push_str(word);
        is_first_word = false;
    }
    lines.push(line);
    lines.join("\n")
}

/// As much of a line as fits into so many columns.
pub fn cut(line: &str, room: usize) -> String {
    if line.width() <= room {
        return line.to_owned();
    }
    let kept = begin(line, room.saturating_sub(CUT.width()));
    format!("{kept}{CUT}")
}

/// The beginning of a line that takes at most so many columns.
pub fn begin(line: &str, room: usize) -> &str {
    let mut used = 0;
    let end = line.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > room
    });
    end.map_or(line, |(at, _)| &line[..at])
}

/// A text of somebody else, such as a reader's file, with all that a terminal
/// would obey shown as `\u{1b}`.
pub fn harmless(text: &str) -> String {
    keep_colours_only(text, false)
}

/// A text of rustc: it may colour what it says (`ESC [ … m`) if `colours`, and
/// nothing else.
pub fn keep_colours_only(text: &str, colours: bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_obeyed) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let colour = colour_code(rest).filter(|_| colours);
        let length = colour.unwrap_or_else(|| rest.chars().next().map_or(0, char::len_utf8));
        match colour {
            Some(_) => kept.push_str(&rest[..length]),
            None => kept.extend(rest[..length].chars().flat_map(char::escape_debug)),
        }
        rest = &rest[length..];
    }
    kept.push_str(rest);
    kept
}

fn is_obeyed(c: char) -> bool {
    /// Characters that turn the direction of the text around.
    const TURNS: [char; 9] = [
        '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}',
        '\u{2068}', '\u{2069}',
    ];
    (c.is_control() && c != '\n' && c != '\t') || TURNS.contains(&c)
}

/// How long the colour code is that a text begins with.
fn colour_code(text: &str) -> Option<usize> {
    let code = text.strip_prefix("\u{1b}[")?;
    let end = code.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    code[end..].starts_with('m').then_some(end + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_at_the_width_of_a_page() {
        let text = wrap(&"twelve chars ".repeat(9), "  ");
        assert_eq!(text.lines().count(), 2);
        assert!(text.lines().all(|line| line.width() <= WIDTH && line.starts_with("  t")));
    }

    #[test]
    fn a_word_longer_than_a_line_is_not_torn() {
        let word = "x".repeat(100);
        assert_eq!(wrap(&format!("a {word} b"), "  "), format!("  a\n  {word}\n  b"));
    }

    #[test]
    fn wide_characters_are_cut_by_their_columns() {
        assert_eq!(cut("漢字漢字", 8), "漢字漢字");
        assert_eq!(cut("漢字漢字", 7), "漢字漢…");
        assert_eq!(cut("漢字漢字", 6), "漢字…");
        assert_eq!(cut("漢字", 0), "…");
    }

    #[test]
    fn only_colours_are_obeyed_and_only_where_they_are_wanted() {
        let text = "\u{1b}[1;31mred\u{1b}[0m \u{1b}[2Jgone\u{202e}";
        let shown = r"\u{1b}[1;31mred\u{1b}[0m \u{1b}[2Jgone\u{202e}";
        assert_eq!(harmless(text), shown);
        let coloured = "\u{1b}[1;31mred\u{1b}[0m \\u{1b}[2Jgone\\u{202e}";
        assert_eq!(keep_colours_only(text, true), coloured);
    }

    #[test]
    fn an_escape_at_the_end_of_a_text_is_shown() {
        assert_eq!(keep_colours_only("a\u{1b}", true), "a\\u{1b}");
        assert_eq!(keep_colours_only("a\u{1b}[3", true), "a\\u{1b}[3");
    }
}
