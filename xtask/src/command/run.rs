//! `cargo xtask run`: a program of yours, or of the book, without a verdict.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use harness::{Exercise, Workbook};

use super::Desk;
use crate::build;
use crate::names::{self, Candidate};
use crate::outcome::Outcome;
use crate::process::Child;
use crate::render::colour;
use crate::render::exercise::place_to_edit;
use crate::tidy::programs_in;

/// How long a program may take for its own way to end after Ctrl-C.
const PATIENCE: Duration = Duration::from_secs(5);

/// Something to run, as cargo knows it.
struct Program<'a> {
    package: String,
    /// `--bin` or `--example`.
    kind: &'static str,
    name: String,
    /// The reader's own belongs to an exercise.
    exercise: Option<&'a Exercise>,
}

/// Builds a program and lets it have the terminal.
///
/// How it ended is told in words; our exit code is 0 if its was, and else 1, so
/// that 2 and 3 keep their meaning.
pub fn run(desk: &Desk, word: &str, args: &[String]) -> Result<Outcome> {
    let workbook = &desk.workbook;
    let program = find(workbook, word)?;
    if let Some(exercise) = program.exercise
        && !workbook.root.join(workbook.exercise_path(exercise)).is_file()
    {
        eprintln!("{}", place_to_edit(workbook, exercise));
        return Ok(Outcome::NotYet);
    }
    let Program { package, kind, name, .. } = &program;
    let made = build::build(&workbook.root, ["--package", package, kind, name], colour::looks())?;
    if let Some(executable) = made.built.executables.get(name) {
        return start(name, executable, args);
    }
    if let Some(errors) = made.built.errors.get(name) {
        eprintln!("{errors}\n{name} does not compile");
        return Ok(Outcome::NotYet);
    }
    let errors: String = made.built.errors.into_values().collect();
    bail!("cargo did not build `{name}`\n{errors}{}", made.said)
}

fn find<'a>(workbook: &'a Workbook, word: &str) -> Result<Program<'a>> {
    let exercises = names::exercise_candidates(&workbook.manifest).map(|one| {
        one.map(|exercise| Program {
            package: workbook.chapter_of(exercise).exercises_package(),
            kind: "--bin",
            name: exercise.name.clone(),
            exercise: Some(exercise),
        })
    });
    names::pick(word, exercises.chain(examples(&workbook.root)?).collect())
}

/// The examples of all chapters, also of those that have no exercises.
fn examples<'a>(root: &Path) -> Result<Vec<Candidate<Program<'a>>>> {
    let mut found = Vec::new();
    let chapters = root.join("chapters");
    for chapter in fs::read_dir(&chapters).with_context(|| chapters.display().to_string())? {
        let chapter = chapter?.path();
        let Some(package) = package_of(&chapter) else { continue };
        for name in programs_in(&chapter.join("examples")) {
            let package = package.clone();
            let what = Program { package, kind: "--example", name: name.clone(), exercise: None };
            found.push(Candidate { name, number: None, what });
        }
    }
    Ok(found)
}

/// The package in a chapter's folder: `web_server` in `04-web-server`.
fn package_of(chapter: &Path) -> Option<String> {
    let (_, name) = chapter.file_name()?.to_str()?.split_once('-')?;
    Some(name.replace('-', "_"))
}

fn start(name: &str, executable: &Path, args: &[String]) -> Result<Outcome> {
    let child = Child::start_patiently(Command::new(executable).args(args), PATIENCE)?;
    let status = child.wait()?;
    if !status.success() {
        eprintln!("{name} ended: {status}");
    }
    Ok(Outcome::of(status.success()))
}
