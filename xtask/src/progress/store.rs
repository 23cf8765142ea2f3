//! The progress file: `.workbook/progress.json` below the root.
//!
//! It is replaced as a whole, so that nobody ever reads half of it; reading,
//! changing and writing is done under a lock, so that of two tools at once none
//! is forgotten; and a file that is not ours to read is moved aside, never
//! overwritten.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use tempfile::NamedTempFile;

use super::{Progress, SCHEMA};

/// The folder for what the tool remembers. Git does not see it.
const FOLDER: &str = ".workbook";
const FILE: &str = "progress.json";
const LOCK: &str = "lock";

/// The folder in which the progress lies.
pub struct Store {
    folder: PathBuf,
}

/// What a progress file may hold.
enum Found {
    Progress(Progress),
    /// Something that is not JSON, or not of this shape: say, a merge gone wrong.
    Garbage,
}

/// The one field that a file of every version has.
#[derive(Deserialize)]
struct Version {
    schema: u32,
}

impl Store {
    /// The store of the workbook at `root`.
    pub fn below(root: &Path) -> Store {
        Store { folder: root.join(FOLDER) }
    }

    /// A file or folder in the store.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What has been solved. Where that cannot be known, a warning says so, and
    /// nothing is taken as solved.
    pub fn progress(&self) -> Progress {
        self.read().unwrap_or_else(|error| {
            warn(&error);
            Progress::default()
        })
    }

    /// Notes how exercises were judged, and returns what is solved now. What
    /// cannot be written is warned about: the verdicts stand all the same.
    pub fn record<'a>(&self, judged: impl Iterator<Item = (&'a str, bool)>) -> Progress {
        let judged: Vec<_> = judged.collect();
        self.change(&judged).unwrap_or_else(|error| {
            warn(&error.context("the progress is not written down"));
            let mut progress = self.read().unwrap_or_default();
            note_all(&mut progress, &judged);
            progress
        })
    }

    /// Makes sure that progress can be written down, by doing it.
    pub fn ensure_writable(&self) -> Result<()> {
        self.change(&[]).map(drop)
    }

    fn read(&self) -> Result<Progress> {
        match self.look()? {
            Found::Progress(progress) => Ok(progress),
            Found::Garbage => {
                let _lock = self.lock()?;
                self.read_or_move_aside()
            }
        }
    }

    fn change(&self, judged: &[(&str, bool)]) -> Result<Progress> {
        let _lock = self.lock()?;
        let mut progress = self.read_or_move_aside()?;
        note_all(&mut progress, judged);
        self.write(&progress)?;
        Ok(progress)
    }

    fn lock(&self) -> Result<File> {
        let path = self.path(LOCK);
        fs::create_dir_all(&self.folder)
            .and_then(|()| File::create(&path))
            .and_then(|file| file.lock().map(|()| file))
            .with_context(|| format!("cannot write to {}", path.display()))
    }

    /// Needs the lock.
    fn read_or_move_aside(&self) -> Result<Progress> {
        match self.look()? {
            Found::Progress(progress) => Ok(progress),
            Found::Garbage => self.move_aside().map(|()| Progress::default()),
        }
    }

    fn look(&self) -> Result<Found> {
        let path = self.path(FILE);
        let bytes = match fs::read(&path) {
            Err(error) if is_absent(&error) => return Ok(Found::Progress(Progress::default())),
            other => other.with_context(|| format!("cannot read {}", path.display()))?,
        };
        match serde_json::from_slice(&bytes) {
            Ok(Version { schema }) if schema != SCHEMA => bail!(
                "{} is of another version of this tool (schema {schema}), and left as it is: \
                 update the workbook, or move the file away",
                path.display()
            ),
            _ => Ok(serde_json::from_slice(&bytes).map_or(Found::Garbage, Found::Progress)),
        }
    }

    fn move_aside(&self) -> Result<()> {
        let path = self.path(FILE);
        let aside = free_path(|n| self.path(&format!("progress.broken-{n}.json")));
        fs::rename(&path, &aside)
            .with_context(|| format!("cannot move {} to {}", path.display(), aside.display()))?;
        eprintln!(
            "warning: {} could not be read; it is now {}\n\
             next step: `cargo xtask check --all` finds out again what you have solved",
            path.display(),
            aside.display()
        );
        Ok(())
    }

    fn write(&self, progress: &Progress) -> Result<()> {
        let path = self.path(FILE);
        let written = || -> Result<()> {
            let mut file = NamedTempFile::new_in(&self.folder)?;
            serde_json::to_writer_pretty(&mut file, progress)?;
            file.persist(&path)?;
            Ok(())
        };
        written().with_context(|| format!("cannot write {}", path.display()))
    }
}

/// The first of numbered paths, from 1, that nothing lies at.
pub fn free_path(numbered: impl Fn(u32) -> PathBuf) -> PathBuf {
    let mut n = 1;
    while numbered(n).exists() {
        n += 1;
    }
    numbered(n)
}

fn note_all(progress: &mut Progress, judged: &[(&str, bool)]) {
    for (name, passed) in judged {
        progress.note(name, *passed);
    }
}

/// There is no file, or not even a folder for it.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn warn(error: &anyhow::Error) {
    eprintln!("warning: {error:#}");
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let root = tempfile::tempdir().unwrap();
        let store = Store::below(root.path());
        (root, store)
    }

    fn written(store: &Store, text: &str) {
        fs::create_dir_all(&store.folder).unwrap();
        fs::write(store.path(FILE), text).unwrap();
    }

    fn solved(progress: &Progress) -> Vec<&str> {
        progress.solved.iter().map(String::as_str).collect()
    }

    #[test]
    fn what_is_noted_is_read_again() {
        let (_root, store) = store();
        store.record([("one", true), ("two", true)].into_iter());
        store.record([("one", false)].into_iter());
        assert_eq!(solved(&store.progress()), ["two"]);
    }

    #[test]
    fn names_of_another_version_are_kept() {
        let (_root, store) = store();
        written(&store, "{\"schema\": 1,\r\n \"solved\": [\"from_the_future\"]}\r\n");
        store.record([("one", true)].into_iter());
        assert_eq!(solved(&store.progress()), ["from_the_future", "one"]);
    }

    #[test]
    fn garbage_is_moved_aside_each_time_to_a_new_place() {
        let (_root, store) = store();
        for (n, garbage) in [(1, "<<<<<<< HEAD\n{}\n"), (2, "\u{0}\u{1}"), (3, "{}")] {
            written(&store, garbage);
            assert_eq!(store.progress(), Progress::default());
            let aside = store.path(&format!("progress.broken-{n}.json"));
            assert_eq!(fs::read_to_string(aside).unwrap(), garbage);
        }
    }

    #[test]
    fn a_newer_file_is_left_alone() {
        let (_root, store) = store();
        let newer = r#"{"schema": 2, "solved": {"one": "yesterday"}}"#;
        written(&store, newer);
        store.record([("one", true)].into_iter());
        assert_eq!(fs::read_to_string(store.path(FILE)).unwrap(), newer);
    }

    #[test]
    fn many_at_once_are_all_recorded() {
        let (_root, store) = store();
        let names: Vec<String> = (10..30).map(|n| format!("exercise_{n}")).collect();
        thread::scope(|scope| {
            for name in &names {
                scope.spawn(|| store.record([(name.as_str(), true)].into_iter()));
            }
        });
        assert_eq!(solved(&store.progress()), names);
    }

    #[test]
    fn where_nothing_can_be_written_the_verdict_still_counts() {
        let (_root, store) = store();
        fs::write(&store.folder, "a file where the folder should be").unwrap();
        let progress = store.record([("one", true)].into_iter());
        assert_eq!(solved(&progress), ["one"]);
        assert!(store.ensure_writable().is_err());
    }
}
