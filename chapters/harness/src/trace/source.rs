//! The text of a closure, from the line in which its level was added.
//!
//! The compiler has no name for a closure. But a trace knows where the call of
//! `add_callback` stands, and there the reader's own words do.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path};

use super::Event;
use super::event::Place;

/// How the library calls what has no name.
const CLOSURE: &str = "a closure in ";

pub(super) fn quote_closures(events: &mut [Event], root: &Path) {
    let mut sources = Sources { root, texts: BTreeMap::new() };
    for event in events {
        let Event::Level { by, callback, errback, at: Some(at), .. } = event else { continue };
        let is_closure =
            |name: &Option<String>| name.as_ref().is_some_and(|n| n.starts_with(CLOSURE));
        let (first, second) = match (is_closure(callback), is_closure(errback)) {
            (false, false) => continue,
            found => found,
        };
        let Some(arguments) = sources.arguments(by, at) else { continue };
        let last = arguments.len() - 1;
        if first {
            *callback = Some(arguments[0].clone());
        }
        if second {
            *errback = Some(arguments[last].clone());
        }
    }
}

struct Sources<'a> {
    root: &'a Path,
    texts: BTreeMap<String, Option<String>>,
}

impl Sources<'_> {
    /// What stands in the brackets of the call of `method` at a place: one text for
    /// each argument, at least one.
    fn arguments(&mut self, method: &str, place: &Place) -> Option<Vec<String>> {
        let text = self.text(place.file())?;
        let line = text.split_inclusive('\n').take(place.line().checked_sub(1)?);
        let line: usize = line.map(str::len).sum();
        let (column, _) = text[line..].char_indices().nth(place.column().checked_sub(1)?)?;
        let call = text[line + column..].strip_prefix(method)?.strip_prefix('(')?;
        Some(arguments(call)).filter(|arguments| !arguments.is_empty())
    }

    fn text(&mut self, file: &str) -> Option<&str> {
        let root = self.root;
        let text = self.texts.entry(file.to_owned()).or_insert_with(|| {
            // Only a file of the workbook, whatever the trace says.
            let is_inside = Path::new(file).components().all(|c| matches!(c, Component::Normal(_)));
            is_inside.then(|| fs::read_to_string(root.join(file)).ok()).flatten()
        });
        text.as_deref()
    }
}

/// The arguments at the beginning of a text, up to the bracket that closes them.
fn arguments(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut code = Code::default();
    for c in text.chars() {
        match code.take(c) {
            Meaning::End => break,
            Meaning::Comma => found.push(String::new()),
            Meaning::Text => found.last_mut().expect("never empty").push(c),
        }
    }
    let words = |text: &String| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // That it owns what it holds goes without saying.
        text.strip_prefix("move ").map(str::to_owned).unwrap_or(text)
    };
    found.iter().map(words).filter(|text| !text.is_empty()).collect()
}

/// Where we are in a piece of Rust.
#[derive(Default)]
struct Code {
    depth: usize,
    in_text: bool,
    in_parameters: bool,
    escaped: bool,
}

enum Meaning {
    Text,
    Comma,
    End,
}

impl Code {
    fn take(&mut self, c: char) -> Meaning {
        if self.in_text {
            self.in_text = c != '"' || self.escaped;
            self.escaped = c == '\\' && !self.escaped;
            return Meaning::Text;
        }
        match c {
            '"' => self.in_text = true,
            '|' if self.depth == 0 => self.in_parameters = !self.in_parameters,
            '(' | '[' | '{' => self.depth += 1,
            ')' | ']' | '}' if self.depth == 0 => return Meaning::End,
            ')' | ']' | '}' => self.depth -= 1,
            ',' if self.depth == 0 && !self.in_parameters => return Meaning::Comma,
            _ => {}
        }
        Meaning::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_end_where_their_bracket_does() {
        assert_eq!(
            arguments("|word| println!(\"({word}\"));\nmore"),
            ["|word| println!(\"({word}\")"]
        );
        assert_eq!(arguments("\n    |n| {\n        n + 1\n    },\n)"), ["|n| { n + 1 }"]);
    }

    #[test]
    fn arguments_are_parted_by_their_commas_only() {
        assert_eq!(arguments("|(a, b), c| a + b, f(x, y))"), ["|(a, b), c| a + b", "f(x, y)"]);
        assert_eq!(arguments("|_| \"a, \\\", b\", move || 1)"), ["|_| \"a, \\\", b\"", "|| 1"]);
    }

    #[test]
    fn nothing_outside_of_the_root_is_read() {
        let mut sources = Sources { root: Path::new("/"), texts: BTreeMap::new() };
        assert_eq!(sources.text("../etc/hostname"), None);
        assert_eq!(sources.text("/etc/hostname"), None);
    }
}
