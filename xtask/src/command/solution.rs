//! `cargo xtask solution`: how the reference does it.

use std::io::Write;

use anyhow::{Context, Result};

use super::Desk;
use crate::cli::ReferenceArgs;
use crate::outcome::Outcome;
use crate::render::exercise::source;

/// Prints the reference, once the exercise has passed or with `--peek`.
pub fn run(desk: &Desk, out: &mut dyn Write, args: &ReferenceArgs) -> Result<Outcome> {
    let exercise = desk.exercise(&args.name)?;
    if !desk.may_show_reference(out, exercise, args.peek, "solution")? {
        return Ok(Outcome::NotYet);
    }
    let path = desk.workbook.solution_path(exercise);
    let text = source(&desk.workbook, &path).with_context(|| path.clone())?;
    write!(out, "// {path}\n\n{text}")?;
    Ok(Outcome::Done)
}
