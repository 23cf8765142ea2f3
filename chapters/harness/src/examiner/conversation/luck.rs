//! Steps for what a script cannot foretell: an order, or a number.

use super::Conversation;
use crate::examiner::exam::Step;
use crate::examiner::peer::shown;

/// No line that a check asks for is longer.
const LONGEST_LINE: usize = 64 * 1024;

impl Conversation<'_> {
    /// A peer receives exactly these lines, in whatever order. The transcript has
    /// them in the order of `lines`, each with its end.
    ///
    /// # Errors
    ///
    /// It receives something else, or too little until the end or the deadline.
    pub fn receive_in_any_order(&mut self, name: &str, lines: &[&str]) -> Step {
        let expected = lines.concat().into_bytes();
        let line = |data: &[u8]| format!("{name} < {} in any order", shown(data));
        let wanted = line(&expected);
        let data = self.hear(name, expected.len(), &wanted)?;
        if sorted_lines(&data) == sorted_lines(&expected) {
            return self.note(&wanted);
        }
        self.differs(&wanted, &line(&data))
    }

    /// A peer receives a line, which is returned with its `\n`. It says what nobody
    /// can foretell, so it stands in no transcript.
    ///
    /// # Errors
    ///
    /// There is no whole line until the end or the deadline.
    pub fn receive_line(&mut self, name: &str) -> Step<String> {
        let mut line = Vec::new();
        while line.len() < LONGEST_LINE && !line.ends_with(b"\n") {
            let wanted = format!("{name} < a line, of which came {}", shown(&line));
            line.extend(self.hear(name, 1, &wanted)?);
        }
        Ok(String::from_utf8_lossy(&line).into_owned())
    }

    /// What the check made of such a line: it is as wanted if `holds`, else it is
    /// rather as in `got`.
    ///
    /// # Errors
    ///
    /// It does not hold.
    pub fn ensure(&mut self, holds: bool, wanted: &str, got: &str) -> Step {
        if holds { self.note(wanted) } else { self.differs(wanted, got) }
    }
}

fn sorted_lines(data: &[u8]) -> Vec<&[u8]> {
    let mut lines: Vec<&[u8]> = data.split_inclusive(|byte| *byte == b'\n').collect();
    lines.sort_unstable();
    lines
}
