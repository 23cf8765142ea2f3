//! The exercises as they were given.
//!
//! `exercises/starters.lock` names, for each exercise's file, the git blob that
//! holds what its author wrote. A blob stays reachable in the history, so an
//! exercise can be brought back even after its reader has committed an answer.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use harness::Workbook;

use crate::git;

/// The lock file, below the root.
pub const LOCK: &str = "exercises/starters.lock";

const HEAD: &str = "\
# The exercises as they were given: git's blob id, and the path.
# Written by `cargo xtask tidy --write`; `cargo xtask reset` reads it.
";

/// The blob ids of the starters, by path below the root.
pub type Starters = BTreeMap<String, String>;

/// Reads the lock file.
pub fn read(root: &Path) -> Result<Starters> {
    let text =
        fs::read_to_string(root.join(LOCK)).with_context(|| format!("cannot read {LOCK}"))?;
    let mut starters = Starters::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.split_once("  ") {
            Some((id, path)) => starters.insert(path.to_owned(), id.to_owned()),
            None => bail!("{LOCK}: the line `{line}` is not `<blob id>  <path>`"),
        };
    }
    Ok(starters)
}

/// The starters as the exercises' files are now.
pub fn of_the_tree(workbook: &Workbook) -> Result<Starters> {
    let exercises = workbook.manifest.exercises.iter();
    let paths: Vec<String> = exercises
        .map(|exercise| workbook.exercise_path(exercise))
        .filter(|path| workbook.root.join(path).is_file())
        .collect();
    let ids = git::hashes(&workbook.root, &paths)?;
    Ok(paths.into_iter().zip(ids).collect())
}

/// Writes the lock file.
pub fn write(root: &Path, starters: &Starters) -> Result<()> {
    let mut text = HEAD.to_owned();
    for (path, id) in starters {
        text.extend([id, "  ", path, "\n"]);
    }
    fs::write(root.join(LOCK), text).with_context(|| format!("cannot write {LOCK}"))
}

/// The text that the exercise at `path` was given with.
pub fn text(root: &Path, path: &str) -> Result<Vec<u8>> {
    let starters = read(root)?;
    let id = starters.get(path).with_context(|| {
        format!("{LOCK} does not list {path}\nnext step, for authors: `cargo xtask tidy --write`")
    })?;
    git::blob(root, id).with_context(|| {
        format!(
            "{path} is kept in git, and git does not give it back\n\
             next step: work in a clone (`git clone`) of the workbook, not in a copy without \
             its history"
        )
    })
}
