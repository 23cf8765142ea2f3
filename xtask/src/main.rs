//! `cargo xtask`: the reader's tool.
//!
//! Start with [`cli`], the list of all commands and flags. Each command is a
//! file of [`command`]. What they share lies beside it:
//!
//! - [`names`]: from what a reader typed to a chapter or an exercise,
//! - [`check`]: one cargo call, one run of the checks, and a report for each,
//! - [`render`]: words and colours,
//! - [`progress`]: what has been solved, on disk,
//! - [`starters`]: the exercises as they were given,
//! - [`program`]: the programs that a reader can name,
//! - [`process`]: child processes that never outlive us,
//! - [`tidy`]: what an author may have forgotten.
//!
//! The words that the tool shares with the checks (manifest, layout, verdicts)
//! are the crate `harness`. No chapter is needed, so the tool starts at once.

mod build;
mod check;
mod cli;
mod command;
mod doctor;
mod git;
mod names;
mod outcome;
mod process;
mod program;
mod progress;
mod render;
mod starters;
mod tidy;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use cli::Cli;
use outcome::{Outcome, Usage};

fn main() -> ExitCode {
    let cli = Cli::parse();
    render::colour::set_up();
    let outcome = command::run(cli, &mut io::stdout().lock()).unwrap_or_else(|error| {
        if !is_closed_pipe(&error) {
            eprintln!("cargo xtask: {error:#}");
        }
        if error.is::<Usage>() { Outcome::WrongUsage } else { Outcome::ToolFailed }
    });
    outcome.into()
}

/// Whoever read our words has read enough: `cargo xtask list | head -1`.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<io::Error>();
    cause.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
