//! One more run, with arguments that nobody knows beforehand.

use std::mem;

use super::exam::Exam;
use super::exit::Exit;
use super::seed::seed;
use crate::verdict::Verdict;

/// What a program does wrong that knows by heart what it is asked every time.
const BY_HEART: &str = "What the program is asked every time, it knows. This time it was \
    asked for more, with a number that nobody knew before: what it prints has to follow from its \
    arguments.";

impl Exam {
    /// A number of at most six digits that nobody knows beforehand: the [`seed`](seed())
    /// of this check, the same until its end.
    pub fn lot(&mut self) -> u64 {
        *self.lot.get_or_insert_with(seed)
    }

    /// Runs the program with arguments in which the [`lot`](Exam::lot) has a part, and
    /// expects these lines of it.
    ///
    /// It leaves no line in the transcript, and decides only if all else is as it
    /// should be: the verdict on a mistake is the same each time.
    pub fn surprise(&mut self, args: &[&str], lines: &[String]) {
        let before = mem::take(&mut self.transcript);
        self.note_run(args, lines, &Ok(Exit::Status(0)));
        let expected = mem::take(&mut self.transcript);
        let (lines, exit) = self.start(args).run_to_end();
        self.note_run(args, &lines, &exit);
        let got = mem::replace(&mut self.transcript, before);
        if got != expected {
            self.surprised.get_or_insert(Verdict::Differs { expected, got });
        }
    }

    /// The verdict on a program that has done what it is asked every time.
    pub(super) fn by_heart(&mut self) -> Verdict {
        let Some(verdict) = self.surprised.take() else { return Verdict::Passed };
        let lot = self.lot();
        self.mistake = Some(format!("{BY_HEART} (The same again: `WORKBOOK_SEED={lot}`.)"));
        verdict
    }
}
