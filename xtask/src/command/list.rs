//! `cargo xtask list`: the exercises, and how far you are.

use std::io::Write;

use anyhow::Result;
use harness::{Chapter, Exercise, Workbook};

use super::Desk;
use crate::names;
use crate::outcome::Outcome;
use crate::progress::{Progress, State};
use crate::render::colour;

/// Lists all chapters, or one.
pub fn run(desk: &Desk, out: &mut dyn Write, chapter: Option<&str>) -> Result<Outcome> {
    let progress = desk.store.progress();
    let manifest = &desk.workbook.manifest;
    let chapters = match chapter {
        Some(word) => vec![names::chapter(manifest, word)?],
        None => manifest.chapters.iter().collect(),
    };
    for (at, chapter) in chapters.into_iter().enumerate() {
        let gap = if at == 0 { "" } else { "\n" };
        writeln!(out, "{gap}{}", heading(&desk.workbook, &progress, chapter))?;
        for exercise in manifest.exercises_of(&chapter.name) {
            writeln!(out, "{}", row(&desk.workbook, &progress, exercise))?;
        }
    }
    Ok(Outcome::Done)
}

fn heading(workbook: &Workbook, progress: &Progress, chapter: &Chapter) -> String {
    let exercises = || workbook.manifest.exercises_of(&chapter.name);
    let (solved, all) = (progress.count(workbook, exercises()), exercises().count());
    let title = colour::name(&format!("{} {}", chapter.number, chapter.title));
    format!("{title} ({}): {solved} of {all} solved", chapter.name)
}

fn row(workbook: &Workbook, progress: &Progress, exercise: &Exercise) -> String {
    let state = match progress.state(workbook, exercise) {
        State::Solved => colour::good("solved "),
        State::Open => "open   ".to_owned(),
        State::Missing => colour::bad("missing"),
    };
    let number = workbook.manifest.number_of(exercise);
    format!("  {number:<5} {state}  {:<7}  {}", exercise.kind, exercise.name)
}
