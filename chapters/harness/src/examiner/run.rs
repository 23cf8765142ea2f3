//! What a program did that ran to its end, and why it panicked, if it did.

use super::exam::Step;
use super::exit::Exit;
use crate::verdict::Verdict;

/// The exit status of a Rust program that panicked.
const PANICKED: Exit = Exit::Status(101);

/// What a program did that ran from its start to its end.
#[derive(Debug, Clone)]
pub struct Run {
    /// The lines it printed, on stdout and stderr, escaped and redacted.
    pub lines: Vec<String>,
    /// How it ended.
    pub exit: Exit,
}

impl Run {
    /// The run, if the program came to a good end by itself.
    pub(super) fn of(lines: Vec<String>, exit: Step<Exit>) -> Step<Run> {
        let run = Run { lines, exit: exit? };
        run.ensure_sound()?;
        Ok(run)
    }

    /// Whether a line holds this text.
    pub fn says(&self, text: &str) -> bool {
        self.lines.iter().any(|line| line.contains(text))
    }

    /// Whether a line holds `first`, and a later one `second`.
    pub fn says_in_order(&self, first: &str, second: &str) -> bool {
        let mut lines = self.lines.iter().skip_while(|line| !line.contains(first)).skip(1);
        lines.any(|line| line.contains(second))
    }

    /// Neither a panic nor a signal ended it.
    fn ensure_sound(&self) -> Step {
        if let Some(verdict) = self.panic() {
            return Err(verdict);
        }
        match &self.exit {
            Exit::Signal(signal) => Err(Verdict::Crashed { signal: signal.clone() }),
            Exit::Status(_) => Ok(()),
        }
    }

    /// The panic that tells the most: one that reached a `todo!()`, even if a
    /// Deferred caught it; or the one that ended the program.
    fn panic(&self) -> Option<Verdict> {
        if let Some(hole) = hole(&self.lines) {
            return Some(hole);
        }
        let last = Panic::all(&self.lines).next_back().filter(|_| self.exit == PANICKED)?;
        Some(last.into_verdict())
    }
}

/// The first `todo!()` that was reached, going by what was printed.
pub(super) fn hole(printed: &[impl AsRef<str>]) -> Option<Verdict> {
    let hole = Panic::all(printed).find(Panic::is_todo)?;
    Some(Verdict::Unfinished { hole: hole.place })
}

/// A panic that was printed, in a program that may live on after one: a hole
/// before all others, else the first.
pub(super) fn panic_in(printed: &[impl AsRef<str>]) -> Option<Verdict> {
    hole(printed).or_else(|| Panic::all(printed).next().map(Panic::into_verdict))
}

/// The two lines by which Rust tells of a panic.
struct Panic {
    place: String,
    message: String,
}

impl Panic {
    fn all(printed: &[impl AsRef<str>]) -> impl DoubleEndedIterator<Item = Panic> {
        printed.windows(2).filter_map(|pair| Panic::parse(pair[0].as_ref(), pair[1].as_ref()))
    }

    fn parse(head: &str, message: &str) -> Option<Panic> {
        let (_, place) = head.split_once("' panicked at ")?;
        let place = place.strip_suffix(':')?.to_owned();
        Some(Panic { place, message: message.to_owned() })
    }

    fn into_verdict(self) -> Verdict {
        Verdict::Panicked { place: self.place, message: self.message }
    }

    fn is_todo(&self) -> bool {
        self.message.starts_with("not yet implemented")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(lines: &[&str], exit: Exit) -> Run {
        Run { lines: lines.iter().map(|line| (*line).to_owned()).collect(), exit }
    }

    #[test]
    fn a_panic_is_told_with_its_place() {
        let lines = ["thread 'main' panicked at src/a.rs:3:5:", "too bad"];
        let verdict = run(&lines, PANICKED).ensure_sound().unwrap_err();
        let (place, message) = ("src/a.rs:3:5".into(), "too bad".into());
        assert_eq!(verdict, Verdict::Panicked { place, message });
    }

    #[test]
    fn a_hole_is_told_even_where_the_program_went_on() {
        let lines = ["thread 'main' panicked at a.rs:3:5:", "not yet implemented", "more"];
        let verdict = run(&lines, Exit::Status(0)).ensure_sound().unwrap_err();
        assert_eq!(verdict, Verdict::Unfinished { hole: "a.rs:3:5".into() });
    }

    #[test]
    fn a_panic_that_somebody_caught_does_not_end_the_check() {
        let lines = ["thread 'main' panicked at a.rs:3:5:", "too bad", "went on"];
        assert_eq!(run(&lines, Exit::Status(0)).ensure_sound(), Ok(()));
    }

    #[test]
    fn lines_are_found_in_their_order() {
        let run = run(&["one", "two", "one"], Exit::Status(0));
        assert!(run.says_in_order("one", "two") && run.says_in_order("two", "one"));
        assert!(!run.says_in_order("two", "two") && !run.says("three"));
    }
}
