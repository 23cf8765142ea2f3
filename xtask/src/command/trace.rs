//! `cargo xtask trace`: a run of a program, drawn.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitStatus};

use anyhow::{Context, Result};
use harness::trace::{Story, Trace};
use harness::{Limits, environment};

use super::Desk;
use super::run::PATIENCE;
use crate::cli::TraceArgs;
use crate::outcome::Outcome;
use crate::process::Child;
use crate::program::Program;
use crate::render::{colour, trace};

/// Runs a program like `run`, and then draws what its Deferreds did.
///
/// A program that serves for ever is ended by Ctrl-C or by the deadline; the trace
/// goes as far as it came. The exit code is that of `run`.
pub fn run(desk: &Desk, out: &mut dyn Write, args: &TraceArgs) -> Result<Outcome> {
    let program = Program::named(&desk.workbook, &args.name)?;
    let Some(executable) = program.build(&desk.workbook)? else { return Ok(Outcome::NotYet) };
    let folder = tempfile::tempdir().context("no temporary folder for the trace")?;
    let file = folder.path().join("trace.jsonl");
    let ended = play(&program.name, &executable, &args.args, &file)?;
    let trace = read(&desk.workbook.root, &program.name, &file)?;
    if let Some(path) = &args.json {
        write_json(path, &trace)?;
        writeln!(out, "\nthe trace of {} is in {}", program.name, path.display())?;
    } else if trace.events.is_empty() {
        writeln!(out, "\n{}", nothing_to_draw(&program))?;
    } else {
        writeln!(out, "\n{}", trace::draw(&trace.program, &Story::of(&trace)))?;
    }
    Ok(Outcome::of(ended.is_some_and(|status| status.success())))
}

/// Lets the program have the terminal until it ends or is ended; how, is told.
fn play(name: &str, executable: &Path, args: &[String], file: &Path) -> Result<Option<ExitStatus>> {
    let limit = Limits::from_env().time;
    let mut command = Command::new(executable);
    command.args(args).env(environment::TRACE, file);
    let ended = Child::start_patiently(&mut command, PATIENCE)?.wait_however_it_ends(limit)?;
    match ended {
        None => eprintln!(
            "{name} was ended after {} s; to give it more: {}=60 cargo xtask trace {name}",
            limit.as_secs(),
            environment::DEADLINE
        ),
        Some(status) if !status.success() => eprintln!("{name} ended: {status}"),
        Some(_) => {}
    }
    Ok(ended)
}

/// A program that has nothing to tell writes no file.
fn read(root: &Path, name: &str, file: &Path) -> Result<Trace> {
    if !file.exists() {
        return Trace::of_lines(name, "");
    }
    let mut trace = Trace::read(name, file).context("the trace cannot be read")?;
    trace.quote_closures(root);
    Ok(trace)
}

fn write_json(path: &Path, trace: &Trace) -> Result<()> {
    fs::write(path, trace.to_json() + "\n").with_context(|| path.display().to_string())
}

fn nothing_to_draw(program: &Program<'_>) -> String {
    let name = &program.name;
    let predicted = program.exercise.and_then(|exercise| exercise.predicts.as_ref());
    let (why, next) = match predicted {
        Some(example) => ("it is a prediction. Once that has passed", format!("trace {example}")),
        None => {
            ("it made no Deferred and set no timer. To see what it prints", format!("run {name}"))
        }
    };
    let command = colour::command(&format!("cargo xtask {next}"));
    format!("{name} has nothing to draw: {why}: {command}")
}
