//! The plausible wrong answers, which prove that a check can fail.

use std::path::Path;

use anyhow::{Context, Result};
use harness::wrong_answer::{MUST_SAY, exercise, must_say};
use harness::{Chapter, Workbook};
use serde::Deserialize;

use super::Problem;
use super::files::{programs_in, text};

/// What we read of a `Cargo.toml`.
#[derive(Default, Deserialize)]
struct Package {
    #[serde(default, rename = "example")]
    examples: Vec<Example>,
}

#[derive(Deserialize)]
struct Example {
    name: String,
    #[serde(default)]
    path: String,
}

/// Exercises without a wrong answer, and wrong answers that are not built, or do
/// not say what their check must say.
pub fn problems(workbook: &Workbook) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for chapter in &workbook.manifest.chapters {
        let folder = format!("solutions/{}", chapter.folder());
        let manifest = format!("{folder}/Cargo.toml");
        let package = package(&workbook.root.join(&manifest))?;
        let answers = programs_in(&workbook.wrong_dir(chapter));
        problems.extend(exercises_without(workbook, chapter, &folder, &answers));
        for name in &answers {
            problems.extend(unbuilt(&manifest, name, &package));
            problems.extend(head(workbook, chapter, &format!("{folder}/wrong/{name}.rs"), name)?);
        }
        problems.extend(rows_without_file(workbook, &folder, &manifest, &package));
    }
    Ok(problems)
}

fn package(path: &Path) -> Result<Package> {
    let text = text(path)?.unwrap_or_default();
    toml::from_str(&text).with_context(|| path.display().to_string())
}

fn exercises_without(
    workbook: &Workbook,
    chapter: &Chapter,
    folder: &str,
    answers: &[String],
) -> Vec<Problem> {
    let path = format!("{folder}/wrong");
    let names = workbook.manifest.exercises_of(&chapter.name).map(|exercise| &exercise.name);
    let has_answer =
        |name: &str| answers.iter().any(|answer| answer.starts_with(&format!("{name}__")));
    let problem = |name: &String| {
        let what = format!("`{name}` has no wrong answer");
        Problem::new(&path, what, format!("write {path}/{name}__MISTAKE.rs"))
    };
    names.filter(|name| !has_answer(name)).map(problem).collect()
}

fn unbuilt(manifest: &str, name: &str, package: &Package) -> Option<Problem> {
    let path = format!("wrong/{name}.rs");
    let listed = package.examples.iter().any(|row| row.name == name && row.path == path);
    (!listed).then(|| {
        let next_step = format!("add [[example]] name = \"{name}\" path = \"{path}\"");
        Problem::new(manifest, format!("{path} has no row"), next_step)
    })
}

fn rows_without_file(
    workbook: &Workbook,
    folder: &str,
    manifest: &str,
    package: &Package,
) -> Vec<Problem> {
    let folder = workbook.root.join(folder);
    let rows = package.examples.iter().filter(|row| !row.path.is_empty());
    let missing = rows.filter(|row| !folder.join(&row.path).is_file());
    let problem = |row: &Example| {
        Problem::new(manifest, format!("{} is missing", row.path), "write it, or delete its row")
    };
    missing.map(problem).collect()
}

/// The name says which exercise it answers, and the head what is wrong with it.
fn head(workbook: &Workbook, chapter: &Chapter, path: &str, name: &str) -> Result<Vec<Problem>> {
    let source = text(&workbook.root.join(path))?.unwrap_or_default();
    let mut problems = Vec::new();
    let answers = exercise(name).and_then(|to| workbook.manifest.exercise(to));
    if answers.is_none_or(|exercise| exercise.chapter != chapter.name) {
        let what = "answers no exercise of its chapter";
        problems.push(Problem::new(path, what, "call it EXERCISE__MISTAKE.rs"));
    }
    if must_say(&source).is_none() {
        let what = format!("has no line `{MUST_SAY}…`");
        problems.push(Problem::new(path, what, "write what its check must say"));
    }
    Ok(problems)
}
