//! The four places of an exercise: its row, the reader's file, the reference and
//! the check function.

use anyhow::Result;
use harness::{Exercise, Workbook};

use super::Problem;
use super::files::{chapter_folders, programs_in, text};

/// What begins the list of a chapter's check functions.
const CHECKS: &str = "checks! {";

/// Rows that lack one of the other three, and those three without a row.
pub fn problems(workbook: &Workbook) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for exercise in &workbook.manifest.exercises {
        problems.extend(missing_files(workbook, exercise));
    }
    problems.extend(files_without_a_row(workbook));
    for folder in chapter_folders(&workbook.root, "chapters") {
        problems.extend(checks(workbook, &folder)?);
    }
    Ok(problems)
}

fn missing_files(workbook: &Workbook, exercise: &Exercise) -> Vec<Problem> {
    let (mine, reference) = (workbook.exercise_path(exercise), workbook.solution_path(exercise));
    let rows = [(mine, "the exercise"), (reference, "the reference")];
    let missing = rows.into_iter().filter(|(path, _)| !workbook.root.join(path).is_file());
    let problem = |(path, what): (String, &str)| {
        let what = format!("{what} `{}` is missing", exercise.name);
        Problem::new(path, what, "write it, or take the row out of the manifest")
    };
    missing.map(problem).collect()
}

fn files_without_a_row(workbook: &Workbook) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, programs) in [("exercises", "src/bin"), ("solutions", "examples")] {
        for folder in chapter_folders(&workbook.root, place) {
            let path = format!("{place}/{folder}/{programs}");
            for name in programs_in(&workbook.root.join(&path)) {
                if !has_row(workbook, &folder, &name) {
                    problems.push(without_row(format!("{path}/{name}.rs"), &name));
                }
            }
        }
    }
    problems
}

/// The check functions of one chapter, against the rows of that chapter.
fn checks(workbook: &Workbook, folder: &str) -> Result<Vec<Problem>> {
    let path = format!("chapters/{folder}/tests/checks.rs");
    let source = text(&workbook.root.join(&path))?.unwrap_or_default();
    let listed = listed_checks(&source);
    let exercises = &workbook.manifest.exercises;
    let own = exercises.iter().filter(|one| workbook.chapter_of(one).folder() == folder);
    let unchecked = own.filter(|one| !listed.contains(&one.name.as_str())).map(|one| {
        let what = format!("no check for `{}`", one.name);
        Problem::new(&path, what, "write the function, and list it in `checks!`")
    });
    let homeless = listed.iter().filter(|name| !has_row(workbook, folder, name));
    Ok(unchecked.chain(homeless.map(|name| without_row(&path, name))).collect())
}

/// The names in `checks! { … }`.
fn listed_checks(source: &str) -> Vec<&str> {
    let Some((_, list)) = source.split_once(CHECKS) else { return Vec::new() };
    let list = list.split_once('}').map_or(list, |(list, _)| list);
    let words = list.lines().map(|line| line.split("//").next().unwrap_or(""));
    words.flat_map(|line| line.split(',')).map(str::trim).filter(|name| !name.is_empty()).collect()
}

fn has_row(workbook: &Workbook, folder: &str, name: &str) -> bool {
    let exercise = workbook.manifest.exercise(name);
    exercise.is_some_and(|exercise| workbook.chapter_of(exercise).folder() == folder)
}

fn without_row(path: impl Into<String>, name: &str) -> Problem {
    let what = format!("`{name}` has no row in the manifest");
    Problem::new(path, what, format!("add it to {}, or delete it", harness::workbook::MANIFEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_listed_checks_are_found() {
        let source = "use x;\nchecks! {\n    one, // the first\n    two,\n}\nfn one() {}\n";
        assert_eq!(listed_checks(source), ["one", "two"]);
        assert_eq!(listed_checks("fn one() {}"), [""; 0]);
    }
}
