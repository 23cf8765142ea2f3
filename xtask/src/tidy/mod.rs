//! What an author may have forgotten.
//!
//! An exercise stands in several places: its row in the manifest, the reader's
//! file, the reference, the check, a page, wrong answers, a recording. Each
//! module here holds some of these places against the others, in both
//! directions, and returns every disagreement as a [`Problem`].

mod agreement;
mod files;
mod names;
mod pages;
mod recordings;
mod starters;
mod wrong_answers;

use std::fmt;

use anyhow::Result;
use harness::Workbook;

pub use files::programs_in;

/// A disagreement between two places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where, below the root.
    path: String,
    /// What is wrong.
    what: String,
    /// What to do.
    next_step: String,
}

impl Problem {
    fn new(path: impl Into<String>, what: impl Into<String>, next: impl Into<String>) -> Problem {
        Problem { path: path.into(), what: what.into(), next_step: next.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.path, self.what, self.next_step)
    }
}

/// Everything that disagrees, by path.
///
/// # Errors
///
/// A place cannot be read at all.
pub fn problems(workbook: &Workbook) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    problems.extend(agreement::problems(workbook)?);
    problems.extend(starters::problems(workbook)?);
    problems.extend(pages::problems(workbook)?);
    problems.extend(wrong_answers::problems(workbook)?);
    problems.extend(names::problems(workbook));
    problems.extend(recordings::problems(workbook));
    problems.sort();
    Ok(problems)
}
