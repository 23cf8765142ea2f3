//! `exercise`: the card of an exercise, from its row in the manifest.

use anyhow::{Context, Result, ensure};
use harness::suggest::next_step;
use harness::{Exercise, Kind, Workbook};

use crate::markdown;

/// The card of the exercise `name`, on the page `page`.
///
/// # Errors
///
/// The manifest has no such exercise or wants it on another page, its file is
/// missing, or the directive has a text of its own.
pub fn render(workbook: &Workbook, name: &str, body: &str, page: &str) -> Result<String> {
    let names = workbook.manifest.exercises.iter().map(|exercise| exercise.name.as_str());
    let exercise = workbook.manifest.exercise(name).with_context(|| {
        let next = next_step(name, names, "add its row to exercises/exercises.toml");
        format!("there is no exercise `{name}`; {next}")
    })?;
    let file = workbook.exercise_path(exercise);
    ensure!(body.is_empty(), "its words come from the manifest; take out the text below it");
    ensure!(
        exercise.page == page,
        "the manifest puts `{name}` on {}; move the card there, or correct the row",
        exercise.page
    );
    ensure!(workbook.root.join(&file).is_file(), "there is no file {file}; write the starter");
    markdown::ensure_no_html(&exercise.task).context("its task in the manifest")?;
    Ok(card(exercise, &workbook.manifest.number_of(exercise), &file))
}

/// The heading lets a reader jump from exercise to exercise, and the tool link
/// to the card: its id depends on nothing but the name.
fn card(exercise: &Exercise, number: &str, file: &str) -> String {
    let Exercise { name, kind, task, .. } = exercise;
    let kind = in_words(*kind);
    format!(
        "<section class=\"exercise\" aria-labelledby=\"exercise-{name}\">\n\n\
         ### Exercise {number}: `{name}` {{#exercise-{name}}}\n\n\
         **{kind}.** {task}\n\n\
         - Your file: `{file}`\n\
         - Check it: `cargo xtask check {name}`\n\
         - Stuck? `cargo xtask hint {name}`\n\n\
         </section>\n"
    )
}

/// What an exercise asks for, as the pages call it.
fn in_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Fill => "Fill in",
        Kind::Fix => "Fix",
        Kind::Predict => "Predict",
        Kind::Build => "Build",
    }
}
