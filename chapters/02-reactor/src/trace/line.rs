//! One event as one line of JSON, written by hand: a dependency for it would make
//! every exercise wait for its build.

use std::fmt::{self, Write};
use std::panic::Location;
use std::path::Path;

use super::{sink, switch};

/// How many characters of a text are written.
const MAX_TEXT: usize = 200;

/// What stands at the end of a text that was cut.
const CUT: char = '…';

/// An event: its name, then its fields.
#[must_use = "an event is written by `write`"]
pub struct Line(String);

impl Line {
    /// An event of this name.
    pub fn of(event: &str) -> Self {
        Line::nameless().text("event", event)
    }

    /// An object in an event.
    pub fn nameless() -> Self {
        Line("{".to_owned())
    }

    /// Adds a number.
    pub fn number(self, name: &str, number: impl Into<i64>) -> Self {
        self.raw(name, format_args!("{}", number.into()))
    }

    /// Adds a yes or no.
    pub fn flag(self, name: &str, flag: bool) -> Self {
        self.raw(name, format_args!("{flag}"))
    }

    /// Adds a time, in seconds.
    pub fn seconds(self, name: &str, seconds: f64) -> Self {
        // Rust writes a finite number as JSON does.
        self.raw(name, format_args!("{seconds}"))
    }

    /// Adds a text.
    pub fn text(self, name: &str, text: &str) -> Self {
        self.raw(name, format_args!("{}", Quoted(text)))
    }

    /// Adds an object, made like an event, but without a name.
    pub fn object(self, name: &str, fields: Line) -> Self {
        self.raw(name, format_args!("{}}}", fields.0))
    }

    /// Adds the line of the program that did it, as `at`; nothing if that is a line
    /// of a library.
    pub fn place(self, place: &Location<'_>) -> Self {
        if is_in_library(place) {
            return self;
        }
        // The folders of a workbook are parted by `/` everywhere.
        let file = place.file().replace('\\', "/");
        self.text("at", &format!("{file}:{}:{}", place.line(), place.column()))
    }

    fn raw(mut self, name: &str, value: fmt::Arguments<'_>) -> Self {
        let comma = if self.0.len() > 1 { "," } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{comma}{}:{value}", Quoted(name));
        self
    }

    /// The last line of a trace that has become too long.
    pub(super) fn cut() -> String {
        Line::of("cut").0 + "}\n"
    }

    /// Writes it to the end of the trace.
    pub fn write(mut self) {
        self.0.push_str("}\n");
        if !sink::append(&self.0) {
            switch(false);
        }
    }
}

/// Whether a place is in the library of a chapter: `chapters/03-deferred/src/…`, and
/// not in its examples or tests. A reader looks for lines of their own.
pub fn is_in_library(place: &Location<'_>) -> bool {
    let path = Path::new(place.file());
    let here = Path::new(file!());
    let all_chapters = here.ancestors().nth(4).unwrap_or(here);
    let below = path.strip_prefix(all_chapters).ok();
    below.and_then(|path| path.iter().nth(1)).is_some_and(|folder| folder == "src")
}

/// What `thing` displays itself as, or the beginning of that.
pub fn shortened(thing: impl fmt::Display) -> String {
    let mut short = Short { text: String::new(), room: MAX_TEXT };
    // Full is no mistake: whoever displays itself can stop at once.
    if write!(short, "{thing}").is_err() {
        short.text.push(CUT);
    }
    short.text
}

struct Short {
    text: String,
    room: usize,
}

impl Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            self.room = self.room.checked_sub(1).ok_or(fmt::Error)?;
            self.text.push(c);
        }
        Ok(())
    }
}

/// A text as JSON wants it.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                '\0'..='\x1f' => write!(f, "\\u{:04x}", u32::from(c))?,
                _ => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_json_whatever_stands_in_it() {
        let text = "a \"quoted\" \\ word,\n\tand \u{1b}[31m 漢字";
        let line =
            Line::of("x").number("n", 3_u32).flag("f", true).seconds("s", 0.5).text("t", text);
        let json: serde_json::Value = serde_json::from_str(&format!("{}}}", line.0)).unwrap();
        assert_eq!(json, serde_json::json!({"event": "x", "n": 3, "f": true, "s": 0.5, "t": text}));
    }

    #[test]
    fn a_line_of_a_library_is_left_out() {
        let here = Location::caller();
        assert!(is_in_library(here), "{here}");
        assert_eq!(Line::of("x").place(here).0, Line::of("x").0);
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(shortened("x".repeat(200)), "x".repeat(200));
        assert_eq!(shortened("漢".repeat(201)), format!("{}…", "漢".repeat(200)));
    }
}
