//! `cargo xtask tidy`: for authors, what they may have forgotten.

use std::io::Write;

use anyhow::Result;

use super::Desk;
use crate::outcome::Outcome;
use crate::{starters, tidy};

/// Prints every disagreement as `path: what: next step`; first notes the starters
/// as they are, if asked to.
pub fn run(desk: &Desk, out: &mut dyn Write, write: bool) -> Result<Outcome> {
    let workbook = &desk.workbook;
    if write {
        let starters = starters::of_the_tree(workbook)?;
        starters::write(&workbook.root, &starters)?;
        writeln!(out, "{} lists {} exercises", starters::LOCK, starters.len())?;
    }
    let problems = tidy::problems(workbook)?;
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    if problems.is_empty() {
        let exercises = workbook.manifest.exercises.len();
        writeln!(
            out,
            "tidy: manifest, files, checks and recordings of {exercises} exercises agree"
        )?;
    }
    Ok(Outcome::of(problems.is_empty()))
}
