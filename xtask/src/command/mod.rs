//! The commands, one a file.

mod check;
mod diff;
mod doctor;
mod hint;
mod list;
mod next;
mod reset;
mod run;
mod solution;
mod state;
mod tidy;
mod trace;

use std::env;
use std::io::Write;

use anyhow::{Context, Result};
use harness::{Exercise, Workbook};

use crate::cli::{Cli, Command};
use crate::names;
use crate::outcome::Outcome;
use crate::progress::{State, Store};

/// What every command works with.
pub struct Desk {
    /// The workbook around the folder that we were started in.
    pub workbook: Workbook,
    /// What has been solved.
    pub store: Store,
}

/// Does what the command line says.
pub fn run(cli: Cli, out: &mut dyn Write) -> Result<Outcome> {
    let here = env::current_dir().context("the folder that we are in is gone")?;
    let workbook = Workbook::around(&here)?;
    let store = Store::below(&workbook.root);
    let desk = &Desk { workbook, store };
    match cli.command {
        None => state::run(desk, out),
        Some(Command::Check(args)) => check::run(desk, out, &args),
        Some(Command::Run { name, args }) => run::run(desk, &name, &args),
        Some(Command::Trace(args)) => trace::run(desk, out, &args),
        Some(Command::List { chapter }) => list::run(desk, out, chapter.as_deref()),
        Some(Command::Next) => next::run(desk, out),
        Some(Command::Hint { name, level }) => hint::run(desk, out, &name, level.into()),
        Some(Command::Solution(args)) => solution::run(desk, out, &args),
        Some(Command::Diff(args)) => diff::run(desk, out, &args),
        Some(Command::Reset { name, yes }) => reset::run(desk, out, &name, yes),
        Some(Command::Doctor) => doctor::run(desk, out),
        Some(Command::Tidy { write }) => tidy::run(desk, out, write),
    }
}

impl Desk {
    /// The exercise that a word names.
    fn exercise(&self, word: &str) -> Result<&Exercise> {
        names::exercise(&self.workbook.manifest, word)
    }

    /// Whether the reference of an exercise may be shown. If not, the reader is
    /// told how to see it all the same.
    fn may_show_reference(
        &self,
        out: &mut dyn Write,
        exercise: &Exercise,
        peek: bool,
        command: &str,
    ) -> Result<bool> {
        let name = &exercise.name;
        let may = peek || self.store.progress().state(&self.workbook, exercise) == State::Solved;
        if !may {
            writeln!(
                out,
                "{name} has not passed yet.\n\
                 To pass: cargo xtask check {name}\n\
                 To look all the same: cargo xtask {command} {name} --peek"
            )?;
        }
        Ok(may)
    }
}
