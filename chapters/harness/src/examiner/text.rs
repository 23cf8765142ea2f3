//! Bytes as text that hides nothing and obeys nothing.

use std::fmt::Write;

/// Shows bytes as text. A line end stays one; everything else that cannot be
/// seen, or that a terminal would obey, is written as an escape: `\t`,
/// `\u{1b}`, and `\xff` for a byte that is not UTF-8. A backslash is doubled, so
/// that different bytes never look alike.
pub fn escape(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            push_escaped(&mut text, c);
        }
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02x}");
        }
    }
    text
}

fn push_escaped(text: &mut String, c: char) {
    match c {
        '\n' | '"' | '\'' => text.push(c),
        _ => text.extend(c.escape_debug()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_stays_as_it_is() {
        assert_eq!(escape("größe \"x\" 'y' ☃\nnext".as_bytes()), "größe \"x\" 'y' ☃\nnext");
    }

    #[test]
    fn escape_codes_are_shown() {
        assert_eq!(escape(b"\x1b[31mred\r\t\0"), "\\u{1b}[31mred\\r\\t\\0");
    }

    #[test]
    fn bytes_that_are_not_text_are_shown() {
        assert_eq!(escape(b"a\xff\xfeb"), "a\\xff\\xfeb");
    }

    #[test]
    fn an_escape_that_was_printed_literally_looks_different() {
        assert_ne!(escape(b"\\xff"), escape(b"\xff"));
    }

    #[test]
    fn invisible_characters_are_shown() {
        assert_eq!(escape("a\u{202e}b".as_bytes()), "a\\u{202e}b");
    }
}
