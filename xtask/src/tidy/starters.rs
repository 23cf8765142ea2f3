//! The exercises as they are given: their heads, and the lock that brings them
//! back.

use std::path::Path;

use anyhow::Result;
use harness::{Exercise, Workbook};

use super::Problem;
use super::files::text;
use crate::starters::{self, LOCK, Starters};

const WRITE: &str = "`cargo xtask tidy --write`, when the exercises are as they are meant";

/// Starters that do not open as they should, and those that differ from the lock.
pub fn problems(workbook: &Workbook) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for exercise in &workbook.manifest.exercises {
        let path = workbook.exercise_path(exercise);
        if let Some(source) = text(&workbook.root.join(&path))? {
            problems.extend(head(exercise, &path, &source));
        }
    }
    let locked = text(&workbook.root.join(LOCK))?.map(|_| starters::read(&workbook.root));
    let locked = locked.transpose()?.unwrap_or_default();
    problems.extend(lock(&locked, &starters::of_the_tree(workbook)?));
    Ok(problems)
}

fn head(exercise: &Exercise, path: &str, source: &str) -> Vec<Problem> {
    let command = format!("cargo xtask check {}", exercise.name);
    let demands = [
        (source.starts_with("//!"), "does not open with `//!`", "say first what is asked"),
        (source.contains(&command), "does not name its command", "say how it is checked"),
        (source.contains("TODO"), "has no `TODO`", "mark the place to edit"),
    ];
    let unmet = demands.into_iter().filter(|(met, ..)| !met);
    unmet.map(|(_, what, next_step)| Problem::new(path, what, next_step)).collect()
}

fn lock(locked: &Starters, tree: &Starters) -> Vec<Problem> {
    let changed = tree.iter().filter_map(|(path, id)| match locked.get(path) {
        Some(locked) if locked == id => None,
        Some(_) => Some(not_the_starter(path)),
        None => Some(Problem::new(path, format!("is not listed in {LOCK}"), WRITE)),
    });
    let gone = locked.keys().filter(|path| !tree.contains_key(*path));
    let gone = gone.map(|path| Problem::new(LOCK, format!("{path} is no exercise"), WRITE));
    changed.chain(gone).collect()
}

fn not_the_starter(path: &str) -> Problem {
    let name = Path::new(path).file_stem().unwrap_or_default().display();
    let next_step = format!("`cargo xtask reset {name}`, or {WRITE}");
    Problem::new(path, format!("is not the starter that {LOCK} names"), next_step)
}
