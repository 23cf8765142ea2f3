//! The recordings: what programs are known to print.

use std::fs;

use harness::recording::{self, CHECKS, EXAMPLES};
use harness::{Chapter, Exercise, Kind, Workbook};

use super::Problem;
use super::files::{chapter_folders, file_names};

/// Recordings that are missing, that nothing makes, or that wait for review.
pub fn problems(workbook: &Workbook) -> Vec<Problem> {
    let mut problems = Vec::new();
    for exercise in &workbook.manifest.exercises {
        problems.extend(missing(workbook, exercise));
    }
    for folder in chapter_folders(&workbook.root, "chapters") {
        let path = format!("chapters/{folder}/tests/snapshots");
        for file in file_names(&workbook.root.join(&path)) {
            problems.extend(superfluous(workbook, &folder, &path, &file));
        }
    }
    problems
}

/// A prediction is held against the recording of the example; everything else
/// against a recording of its own.
fn missing(workbook: &Workbook, exercise: &Exercise) -> Option<Problem> {
    let (test, name) = match &exercise.predicts {
        Some(program) => (EXAMPLES, program),
        None => (CHECKS, &exercise.name),
    };
    let chapter = workbook.chapter_of(exercise);
    let path = recording::path(&workbook.chapter_dir(chapter), test, name);
    if path.is_file() {
        return None;
    }
    let next_step = format!("cargo insta test --review -p {} --test {test}", chapter.name);
    Some(Problem::new(below(workbook, &path), "the recording is missing", next_step))
}

fn below(workbook: &Workbook, path: &std::path::Path) -> String {
    let path = path.strip_prefix(&workbook.root).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

fn superfluous(workbook: &Workbook, folder: &str, path: &str, file: &str) -> Option<Problem> {
    let problem = |what, next| Some(Problem::new(format!("{path}/{file}"), what, next));
    if file.ends_with(".snap.new") {
        return problem("waits for review", "read it, then accept or delete it");
    }
    let name = file.strip_suffix(".snap")?;
    let is_made = match name.split_once("__")? {
        (CHECKS, name) => records_a_check(workbook, folder, name),
        (test, name) => names_recording(workbook, folder, test, name),
    };
    if is_made { None } else { problem("nothing makes this recording", "delete it") }
}

/// Whether a test file, `tests/TEST.rs` or `tests/TEST/main.rs`, has this name in
/// it.
fn names_recording(workbook: &Workbook, folder: &str, test: &str, name: &str) -> bool {
    let tests = workbook.root.join("chapters").join(folder).join("tests");
    let files = [tests.join(format!("{test}.rs")), tests.join(test).join("main.rs")];
    let sources = files.iter().filter_map(|path| fs::read_to_string(path).ok());
    sources.into_iter().any(|source| source.contains(name))
}

fn records_a_check(workbook: &Workbook, folder: &str, name: &str) -> bool {
    let of_this_chapter = |chapter: &Chapter| chapter.folder() == folder;
    let exercise = workbook.manifest.exercise(name);
    exercise.is_some_and(|exercise| {
        exercise.kind != Kind::Predict && of_this_chapter(workbook.chapter_of(exercise))
    })
}
