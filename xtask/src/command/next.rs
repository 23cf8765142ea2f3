//! `cargo xtask next`: which exercise comes next.

use std::io::Write;

use anyhow::Result;

use super::Desk;
use crate::outcome::Outcome;
use crate::render::exercise::card;

/// Shows the first exercise that is not solved, and what to do with it.
pub fn run(desk: &Desk, out: &mut dyn Write) -> Result<Outcome> {
    match desk.store.progress().next(&desk.workbook) {
        Some(exercise) => writeln!(out, "{}", card(&desk.workbook, exercise))?,
        None => writeln!(out, "Every exercise is solved.")?,
    }
    Ok(Outcome::Done)
}
