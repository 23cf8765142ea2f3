//! From a check function to a report.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use anyhow::Result;
use insta::assert_snapshot;

use super::build;
use super::checks::Check;
use super::exam::Exam;
use super::side::Side;
use crate::recording::{self, CHECKS};
use crate::verdict::{Report, Verdict};
use crate::workbook::Workbook;

/// What is said of a program that was only run, and has never printed a line.
const SILENT: &str = "The program prints nothing at all: is `main` as it was given?";

/// Runs the check of the exercise `name` on the program `program` of a side.
///
/// # Errors
///
/// The harness could not do its work; that says nothing about the program.
pub(super) fn examine(
    chapter_dir: &Path,
    name: &str,
    check: Check,
    side: Side,
    program: &str,
) -> Result<Report> {
    let report = |verdict, mistake, transcript: &str| Report {
        name: name.to_owned(),
        verdict,
        mistake,
        transcript: transcript.to_owned(),
    };
    let executable = match executable(chapter_dir, side, program)? {
        Ok(executable) => executable,
        Err(verdict) => return Ok(report(verdict, None, "")),
    };
    let mut exam = Exam::new(name, chapter_dir.to_owned(), executable);
    let verdict = match check(&mut exam) {
        Err(verdict) => exam.hole().unwrap_or(verdict),
        Ok(()) => match exam.unseen.take() {
            Some(verdict) => verdict,
            None if exam.judged => Verdict::Passed,
            None => match compare_with_recording(&exam, side)? {
                Verdict::Passed => exam.by_heart(),
                other => other,
            },
        },
    };
    if is_silent(&exam, &verdict) {
        exam.mistake = Some(SILENT.to_owned());
    }
    let is_explained = matches!(verdict, Verdict::Passed | Verdict::Unfinished { .. });
    let mistake = exam.mistake.or(exam.suspicion).filter(|_| !is_explained);
    Ok(report(verdict, mistake, &exam.transcript))
}

/// Whether there was nothing to be seen of the program but that it ran: then no sign of
/// a mistake means anything.
fn is_silent(exam: &Exam, verdict: &Verdict) -> bool {
    let mut lines = exam.transcript.lines();
    matches!(verdict, Verdict::Differs { .. })
        && lines.all(|line| line.starts_with("$ ") || line.starts_with('['))
}

fn executable(chapter_dir: &Path, side: Side, program: &str) -> Result<Result<PathBuf, Verdict>> {
    let workbook = Workbook::around(chapter_dir)?;
    build::program(workbook.chapter_in(chapter_dir)?, side, program)
}

/// Holds a transcript against the recorded one.
///
/// A solution is judged by insta, which also lets an author record it anew. For
/// every other program the recording is only read, and must be equal to the
/// letter: nothing in the environment can make a wrong answer right.
fn compare_with_recording(exam: &Exam, side: Side) -> Result<Verdict> {
    assert!(!exam.transcript.is_empty(), "the check of `{}` examines nothing", exam.name);
    let got = exam.transcript.trim_end();
    let path = recording::path(&exam.chapter_dir, CHECKS, &exam.name);
    if side == Side::Solutions {
        let agrees = catch_unwind(AssertUnwindSafe(|| hold_against_insta(exam, got)));
        if agrees.is_err() {
            let expected = recording::read(&path).unwrap_or_default();
            return Ok(Verdict::Differs { expected, got: got.to_owned() });
        }
    }
    let expected = recording::read(&path)?;
    if expected == got {
        return Ok(Verdict::Passed);
    }
    Ok(Verdict::Differs { expected, got: got.to_owned() })
}

fn hold_against_insta(exam: &Exam, got: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(exam.chapter_dir.join("tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(format!("{CHECKS}__{}", exam.name), got));
}
