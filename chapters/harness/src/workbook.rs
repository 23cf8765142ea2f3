//! The workbook on disk: where the root is, and where a file lies in it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::manifest::{Chapter, Exercise, Manifest};

/// The manifest, below the root.
pub const MANIFEST: &str = "exercises/exercises.toml";

/// The workbook: a root folder and the manifest found in it.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// The folder that holds `Cargo.toml`, `book`, `chapters`, `exercises`,
    /// `solutions` and `xtask`.
    pub root: PathBuf,
    /// What `exercises/exercises.toml` says.
    pub manifest: Manifest,
}

impl Workbook {
    /// Finds the workbook that `folder` lies in.
    ///
    /// # Errors
    ///
    /// No folder from here upwards holds a manifest, or the manifest is broken.
    pub fn around(folder: &Path) -> Result<Workbook> {
        match folder.ancestors().find(|dir| dir.join(MANIFEST).is_file()) {
            Some(root) => Workbook::open(root),
            None => bail!(
                "no workbook here: neither {} nor a folder above it holds {MANIFEST}",
                folder.display()
            ),
        }
    }

    /// Opens the workbook whose root folder is `root`.
    ///
    /// # Errors
    ///
    /// The manifest cannot be read, or is broken.
    pub fn open(root: &Path) -> Result<Workbook> {
        let path = root.join(MANIFEST);
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let manifest = Manifest::parse(&text).with_context(|| path.display().to_string())?;
        Ok(Workbook { root: root.to_owned(), manifest })
    }

    /// The chapter whose folder below `chapters` this is.
    ///
    /// # Errors
    ///
    /// The manifest does not list it.
    pub fn chapter_in(&self, chapter_dir: &Path) -> Result<&Chapter> {
        let mut chapters = self.manifest.chapters.iter();
        let chapter = chapters.find(|chapter| chapter_dir.ends_with(chapter.folder()));
        let shown = chapter_dir.display();
        chapter.with_context(|| format!("the manifest does not list the chapter in {shown}"))
    }

    /// The chapter that an exercise belongs to.
    pub fn chapter_of(&self, exercise: &Exercise) -> &Chapter {
        self.manifest
            .chapter(&exercise.chapter)
            .expect("Manifest::parse lets no exercise without its chapter pass")
    }

    /// The reader's file, below the root and with `/` between its parts.
    pub fn exercise_path(&self, exercise: &Exercise) -> String {
        let folder = self.chapter_of(exercise).folder();
        format!("exercises/{folder}/src/bin/{}.rs", exercise.name)
    }

    /// The reference solution, below the root and with `/` between its parts.
    pub fn solution_path(&self, exercise: &Exercise) -> String {
        let folder = self.chapter_of(exercise).folder();
        format!("solutions/{folder}/examples/{}.rs", exercise.name)
    }

    /// The folder of a chapter's library, examples and tests.
    pub fn chapter_dir(&self, chapter: &Chapter) -> PathBuf {
        self.root.join("chapters").join(chapter.folder())
    }

    /// The folder of a chapter's plausible wrong answers.
    pub fn wrong_dir(&self, chapter: &Chapter) -> PathBuf {
        self.root.join("solutions").join(chapter.folder()).join("wrong")
    }
}
