//! From exercises to programs: the one cargo call of a check.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use harness::recording::CHECKS;
use harness::{Exercise, Report, Verdict, Workbook};

use super::Side;
use crate::build::{self, Looks, Made};

/// What is known after building.
pub struct Programs<'a> {
    /// The verdicts on those that are no program: their file is missing, or they
    /// did not compile.
    pub reports: BTreeMap<String, Result<Report, String>>,
    /// The others, ready to be examined.
    pub ready: Vec<Ready<'a>>,
}

/// The exercises of one chapter that compiled.
pub struct Ready<'a> {
    /// The test program with the chapter's checks.
    pub checks: PathBuf,
    /// Where the exercises' programs lie.
    pub folder: PathBuf,
    /// The chapter's own folder.
    pub chapter_dir: PathBuf,
    /// The exercises.
    pub exercises: Vec<&'a Exercise>,
}

/// Builds the programs of these exercises, and the checks of their chapters.
///
/// # Errors
///
/// What all of them need does not compile, or cargo could not do its work.
pub fn build<'a>(
    workbook: &Workbook,
    exercises: &[&'a Exercise],
    side: Side,
    looks: Looks,
) -> Result<Programs<'a>> {
    let (present, missing): (Vec<&Exercise>, Vec<&Exercise>) = exercises
        .iter()
        .partition(|exercise| workbook.root.join(path(workbook, exercise, side)).is_file());
    let mut programs = Programs { reports: BTreeMap::new(), ready: Vec::new() };
    for exercise in missing {
        let path = path(workbook, exercise, side);
        programs.note(exercise, Verdict::FileMissing { path });
    }
    if present.is_empty() {
        return Ok(programs);
    }
    let made = build::build(&workbook.root, arguments(workbook, &present, side), looks)?;
    ensure_only_exercises_fail(&made, &present)?;
    for exercise in present {
        programs.take(workbook, exercise, &made)?;
    }
    Ok(programs)
}

impl<'a> Programs<'a> {
    fn note(&mut self, exercise: &Exercise, verdict: Verdict) {
        let name = exercise.name.clone();
        let report =
            Report { name: name.clone(), verdict, mistake: None, transcript: String::new() };
        self.reports.insert(name, Ok(report));
    }

    /// Only a program that cargo says to be fresh is examined, never one that is
    /// left over from an earlier build.
    fn take(&mut self, workbook: &Workbook, exercise: &'a Exercise, made: &Made) -> Result<()> {
        let built = &made.built;
        let chapter = workbook.chapter_of(exercise);
        let checks = built.tests.get(&(chapter.folder(), CHECKS.to_owned()));
        if let Some(diagnostics) = built.errors.get(&exercise.name) {
            self.note(exercise, Verdict::DidNotCompile { diagnostics: diagnostics.clone() });
        } else if let (Some(program), Some(checks)) =
            (built.executables.get(&exercise.name), checks)
        {
            let folder = program.parent().unwrap_or(Path::new("")).to_owned();
            let ready = self.ready_of(checks, folder, workbook.chapter_dir(chapter));
            ready.exercises.push(exercise);
        } else {
            bail!("cargo did not build `{}`\n{}", exercise.name, made.said);
        }
        Ok(())
    }

    fn ready_of(&mut self, checks: &Path, folder: PathBuf, chapter_dir: PathBuf) -> &mut Ready<'a> {
        let known = self.ready.iter().position(|ready| ready.checks == checks);
        let at = known.unwrap_or_else(|| {
            let checks = checks.to_owned();
            self.ready.push(Ready { checks, folder, chapter_dir, exercises: Vec::new() });
            self.ready.len() - 1
        });
        &mut self.ready[at]
    }
}

fn path(workbook: &Workbook, exercise: &Exercise, side: Side) -> String {
    match side {
        Side::Exercises => workbook.exercise_path(exercise),
        Side::Solutions => workbook.solution_path(exercise),
    }
}

/// The programs one by one, so that nothing is compiled that nobody asked for;
/// and the checks of each chapter among them.
fn arguments(workbook: &Workbook, exercises: &[&Exercise], side: Side) -> Vec<String> {
    let mut packages = BTreeSet::new();
    let mut arguments = Vec::new();
    for exercise in exercises {
        let chapter = workbook.chapter_of(exercise);
        let (package, program) = match side {
            Side::Exercises => (chapter.exercises_package(), "--bin"),
            Side::Solutions => (chapter.solutions_package(), "--example"),
        };
        packages.extend([package, chapter.name.clone()]);
        arguments.extend([program.to_owned(), exercise.name.clone()]);
    }
    arguments.extend(["--test".to_owned(), CHECKS.to_owned()]);
    // What only a chapter's examples need is behind its default features.
    arguments.push("--no-default-features".to_owned());
    arguments.extend(packages.into_iter().flat_map(|package| ["--package".to_owned(), package]));
    arguments
}

/// An error in anything else, a library or the checks, is nobody's exercise.
fn ensure_only_exercises_fail(made: &Made, exercises: &[&Exercise]) -> Result<()> {
    let is_exercise = |name: &str| exercises.iter().any(|exercise| exercise.name == name);
    let others = made.built.errors.iter().filter(|(name, _)| !is_exercise(name));
    let others: Vec<String> = others.map(|(name, text)| format!("`{name}`:\n{text}")).collect();
    if others.is_empty() {
        return Ok(());
    }
    bail!(
        "what the exercises stand on does not compile: {}\nnext step: `git status` shows what \
         was changed outside of exercises/",
        others.join("\n")
    )
}
