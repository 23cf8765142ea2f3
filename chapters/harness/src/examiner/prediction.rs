//! The kind `predict`: lines that a reader wrote down before a program ran,
//! held against what it printed when it was recorded.

use super::exam::{Exam, Step};
use super::text::escape;
use crate::recording;
use crate::verdict::Verdict;

/// What a prediction's first line is called while there is none.
const NOTHING_YET: &str = "the prediction is still empty";

impl Exam {
    /// Holds what the reader's program prints, the prediction, against the
    /// recorded run of the example `program`. Only words count: blank lines and
    /// the space around words do not.
    ///
    /// `reasons` has one reason for each recorded line, why to look there, and a
    /// last one for a prediction that goes on after the end. None may give the
    /// line away.
    ///
    /// # Errors
    ///
    /// The first line that is wrong, with its reason; never the right line.
    pub fn predicts(&mut self, program: &str, reasons: &[&str]) -> Step {
        let path = recording::path(&self.chapter_dir, recording::EXAMPLES, program);
        let recorded = recording::read(&path).unwrap_or_else(|error| panic!("{error:#}"));
        let recorded = words_of_lines(&recorded);
        ensure_reasons_are_fair(&recorded, reasons);
        self.judged = true;
        let predicted = self.run([])?.lines;
        compare(&recorded, &words_of_lines(&predicted.join("\n")), reasons)
    }
}

fn compare(recorded: &[String], predicted: &[String], reasons: &[&str]) -> Step {
    if predicted.is_empty() {
        return Err(Verdict::Unfinished { hole: NOTHING_YET.to_owned() });
    }
    let lines = recorded.len().max(predicted.len());
    match (0..lines).find(|line| recorded.get(*line) != predicted.get(*line)) {
        None => Ok(()),
        Some(line) => Err(Verdict::Mispredicted {
            line: line + 1,
            predicted: predicted.get(line).cloned(),
            reason: reasons[line.min(recorded.len())].to_owned(),
        }),
    }
}

/// The lines that are not blank, with one space between their words.
fn words_of_lines(text: &str) -> Vec<String> {
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(words).filter(|line| !line.is_empty()).collect()
}

fn ensure_reasons_are_fair(recorded: &[String], reasons: &[&str]) {
    assert_eq!(reasons.len(), recorded.len() + 1, "a reason for each line, and one for the end");
    for (line, reason) in recorded.iter().zip(reasons) {
        let line = escape(line.as_bytes());
        assert!(!reason.contains(&line), "the reason `{reason}` gives the line away");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REASONS: [&str; 3] = ["the first", "the second", "the end"];

    fn lines(text: &str) -> Vec<String> {
        words_of_lines(text)
    }

    fn wrong_line(predicted: &str) -> (usize, Option<String>, String) {
        match compare(&lines("call 1\nerr 2"), &lines(predicted), &REASONS) {
            Err(Verdict::Mispredicted { line, predicted, reason }) => (line, predicted, reason),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn space_and_blank_lines_do_not_count() {
        assert_eq!(
            compare(&lines("call 1\nerr 2"), &lines("\n call  1\n\nerr 2\n"), &REASONS),
            Ok(())
        );
    }

    #[test]
    fn the_first_wrong_line_is_told_with_its_reason() {
        assert_eq!(wrong_line("call 1\nerr 3"), (2, Some("err 3".into()), "the second".into()));
        assert_eq!(wrong_line("call\nerr 3").0, 1);
    }

    #[test]
    fn a_line_too_few_and_a_line_too_many_are_told() {
        assert_eq!(wrong_line("call 1"), (2, None, "the second".into()));
        assert_eq!(wrong_line("call 1\nerr 2\nmore"), (3, Some("more".into()), "the end".into()));
    }

    #[test]
    fn an_empty_prediction_is_not_a_wrong_one() {
        let verdict = compare(&lines("call 1"), &[], &REASONS[1..]).unwrap_err();
        assert_eq!(verdict, Verdict::Unfinished { hole: NOTHING_YET.into() });
    }
}
