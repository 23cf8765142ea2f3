//! Judging exercises: one cargo call for all of them, then one run of each
//! chapter's checks on what compiled.

mod json;
mod programs;
mod sitting;

use anyhow::Result;
use harness::{Exercise, Report, Workbook};

use crate::build::Looks;

pub use json::to_json;

/// Whose programs are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The reader's.
    Exercises,
    /// The reference solutions.
    Solutions,
}

/// What came of one exercise.
pub struct Judged<'a> {
    /// The exercise.
    pub exercise: &'a Exercise,
    /// The report; or why there is none, which is our fault and says nothing
    /// about the exercise.
    pub report: Result<Report, String>,
}

impl Judged<'_> {
    /// Whether it is solved, as far as that is known.
    pub fn passed(&self) -> Option<bool> {
        self.report.as_ref().ok().map(|report| report.verdict.is_passed())
    }
}

/// Judges exercises, in their order.
///
/// # Errors
///
/// Nothing could be judged at all: say, the chapter's library does not compile.
pub fn judge<'a>(
    workbook: &Workbook,
    exercises: &[&'a Exercise],
    side: Side,
    looks: Looks,
) -> Result<Vec<Judged<'a>>> {
    let programs = programs::build(workbook, exercises, side, looks)?;
    let mut reports = programs.reports;
    reports.extend(sitting::sit(workbook, &programs.ready, side)?);
    let judged = exercises.iter().map(|exercise| {
        let report = reports.remove(&exercise.name);
        let report = report.unwrap_or_else(|| Err("no report was given".to_owned()));
        Judged { exercise, report }
    });
    Ok(judged.collect())
}
