//! `cargo xtask run`: a program of yours, or of the book, without a verdict.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use super::Desk;
use crate::outcome::Outcome;
use crate::process::Child;
use crate::program::Program;

/// How long a program may take for its own way to end after Ctrl-C.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Builds a program and lets it have the terminal.
///
/// How it ended is told in words; our exit code is 0 if its was, and else 1, so
/// that 2 and 3 keep their meaning.
pub fn run(desk: &Desk, word: &str, args: &[String]) -> Result<Outcome> {
    let program = Program::named(&desk.workbook, word)?;
    match program.build(&desk.workbook)? {
        Some(executable) => start(&program.name, &executable, args),
        None => Ok(Outcome::NotYet),
    }
}

fn start(name: &str, executable: &Path, args: &[String]) -> Result<Outcome> {
    let child = Child::start_patiently(Command::new(executable).args(args), PATIENCE)?;
    let status = child.wait()?;
    if !status.success() {
        eprintln!("{name} ended: {status}");
    }
    Ok(Outcome::of(status.success()))
}
