//! `cargo xtask hint`: a question, a pointer, nearly the line.

use std::io::Write;

use anyhow::Result;
use harness::manifest::HINTS;

use super::Desk;
use crate::outcome::Outcome;
use crate::render::colour;
use crate::render::text::wrap;

/// Gives the hint of one level, counted from 1.
pub fn run(desk: &Desk, out: &mut dyn Write, name: &str, level: usize) -> Result<Outcome> {
    let exercise = desk.exercise(name)?;
    let (name, hint) = (&exercise.name, wrap(&exercise.hints[level - 1], "  "));
    writeln!(out, "{}, hint {level} of {HINTS}:\n{hint}", colour::name(name))?;
    if level < HINTS {
        let more = format!("cargo xtask hint {name} {}", level + 1);
        writeln!(out, "\nmore: {}", colour::command(&more))?;
    }
    Ok(Outcome::Done)
}
