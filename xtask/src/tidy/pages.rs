//! The page that prepares for an exercise.

use anyhow::Result;
use harness::Workbook;

use super::Problem;
use super::files::text;

const SUMMARY: &str = "book/src/SUMMARY.md";

/// Pages that do not exist, or that the book does not list.
pub fn problems(workbook: &Workbook) -> Result<Vec<Problem>> {
    let summary = text(&workbook.root.join(SUMMARY))?.unwrap_or_default();
    let mut problems = Vec::new();
    for exercise in &workbook.manifest.exercises {
        let (name, page) = (&exercise.name, &exercise.page);
        let path = format!("book/src/{page}");
        if !workbook.root.join(&path).is_file() {
            let what = format!("the page of `{name}` is missing");
            problems.push(Problem::new(path, what, "write it, or mend the manifest's row"));
        }
        if !summary.contains(&format!("({page})")) {
            let what = format!("{page}, the page of `{name}`, is not listed");
            problems.push(Problem::new(SUMMARY, what, "list it"));
        }
    }
    problems.dedup();
    Ok(problems)
}
