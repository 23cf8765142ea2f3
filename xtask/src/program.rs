//! The programs that a reader can name: exercises, and examples of the book.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use harness::{Exercise, Workbook};

use crate::build;
use crate::names::{self, Candidate};
use crate::render::colour;
use crate::render::exercise::place_to_edit;
use crate::tidy::programs_in;

/// A program, as cargo knows it.
pub struct Program<'a> {
    /// Its name.
    pub name: String,
    /// The reader's own belongs to an exercise.
    pub exercise: Option<&'a Exercise>,
    package: String,
    /// `--bin` or `--example`.
    kind: &'static str,
}

impl<'a> Program<'a> {
    /// The one that a word names.
    ///
    /// # Errors
    ///
    /// There is none, or more than one.
    pub fn named(workbook: &'a Workbook, word: &str) -> Result<Program<'a>> {
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

    /// Builds it, and says where it lies; nothing if its file is missing or does not
    /// compile, which the reader is told.
    ///
    /// # Errors
    ///
    /// Cargo could not do its work.
    pub fn build(&self, workbook: &Workbook) -> Result<Option<PathBuf>> {
        if let Some(exercise) = self.exercise
            && !workbook.root.join(workbook.exercise_path(exercise)).is_file()
        {
            eprintln!("{}", place_to_edit(workbook, exercise));
            return Ok(None);
        }
        let Program { package, kind, name, .. } = self;
        let arguments = ["--package", package, kind, name];
        let mut made = build::build(&workbook.root, arguments, colour::looks())?;
        if let Some(executable) = made.built.executables.remove(name) {
            return Ok(Some(executable));
        }
        if let Some(errors) = made.built.errors.get(name) {
            eprintln!("{errors}\n{name} does not compile");
            return Ok(None);
        }
        let errors: String = made.built.errors.into_values().collect();
        bail!("cargo did not build `{name}`\n{errors}{}", made.said)
    }
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
