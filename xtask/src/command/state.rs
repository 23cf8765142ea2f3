//! `cargo xtask` alone: what there is, where you are, and what to do next.

use std::io::Write;

use anyhow::Result;

use super::{Desk, next};
use crate::outcome::Outcome;

/// Needs nothing to be built, so that a fresh clone answers at once.
pub fn run(desk: &Desk, out: &mut dyn Write) -> Result<Outcome> {
    let Desk { workbook, store } = desk;
    let exercises = &workbook.manifest.exercises;
    let solved = store.progress().count(workbook, exercises.iter());
    writeln!(out, "Untwisted, in {}", workbook.root.display())?;
    writeln!(out, "{solved} of {} exercises solved\n", exercises.len())?;
    next::run(desk, out)?;
    writeln!(out, "\nThe book: mdbook serve book. All commands: cargo xtask --help")?;
    if solved == 0 {
        writeln!(out, "First time here? cargo xtask doctor looks at your machine.")?;
    }
    Ok(Outcome::Done)
}
