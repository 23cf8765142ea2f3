//! `cargo xtask check`: the verdicts.

use std::io::{self, Write};

use anyhow::Result;
use harness::{Exercise, Workbook};

use super::Desk;
use crate::build::Looks;
use crate::check::{self, Judged, Side};
use crate::cli::CheckArgs;
use crate::names;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::render::text::wrap;
use crate::render::verdict::Length;
use crate::render::{colour, exercise, verdict};

/// Judges what was asked for, notes it, and shows it.
pub fn run(desk: &Desk, out: &mut dyn Write, args: &CheckArgs) -> Result<Outcome> {
    let side = if args.solutions { Side::Solutions } else { Side::Exercises };
    let looks = if args.json { Looks::Plain } else { colour::looks() };
    let exercises = selection(desk, args)?;
    let judged = check::judge(&desk.workbook, &exercises, side, looks)?;
    let progress = note(desk, &judged, side);
    if args.json {
        writeln!(out, "{}", check::to_json(&desk.workbook, &judged)?)?;
    } else {
        tell(out, &desk.workbook, &judged, side, &progress)?;
    }
    Ok(outcome(&judged))
}

fn selection<'a>(desk: &'a Desk, args: &CheckArgs) -> Result<Vec<&'a Exercise>> {
    let manifest = &desk.workbook.manifest;
    if args.all {
        return Ok(manifest.exercises.iter().collect());
    }
    if args.names.is_empty() {
        return Ok(desk.store.progress().next(&desk.workbook).into_iter().collect());
    }
    names::exercises(manifest, &args.names)
}

/// Only the reader's own programs change the progress.
fn note(desk: &Desk, judged: &[Judged<'_>], side: Side) -> Progress {
    if side == Side::Solutions {
        return desk.store.progress();
    }
    let passed = judged.iter().filter_map(|one| Some((one.exercise.name.as_str(), one.passed()?)));
    desk.store.record(passed)
}

/// The verdicts, and after them what comes next.
fn tell(
    out: &mut dyn Write,
    workbook: &Workbook,
    judged: &[Judged<'_>],
    side: Side,
    progress: &Progress,
) -> io::Result<()> {
    let length = if judged.len() > 1 { Length::Short } else { Length::Full };
    let passed = |one: &Judged<'_>| one.passed() == Some(true);
    for (at, one) in judged.iter().enumerate() {
        // Those that passed stand together, one a line.
        if at > 0 && !(passed(one) && passed(&judged[at - 1])) {
            writeln!(out)?;
        }
        writeln!(out, "{}", show(workbook, one, side, length))?;
    }
    if judged.len() > 1 {
        let solved = judged.iter().filter(|one| passed(one)).count();
        writeln!(out, "\n{solved} of {} passed", judged.len())?;
    }
    if side == Side::Exercises && !is_one_failure(judged) {
        writeln!(out, "{}", what_next(workbook, progress))?;
    }
    Ok(())
}

fn show(workbook: &Workbook, one: &Judged<'_>, side: Side, length: Length) -> String {
    match &one.report {
        Ok(report) => verdict::show(workbook, one.exercise, report, side, length),
        Err(reason) => {
            let name = &one.exercise.name;
            let fault = wrap(
                "This says nothing about the exercise: the tool could not do its work. Try \
                 again; if it stays so, please tell the authors what stands here.",
                "  ",
            );
            format!("{}  {}: {reason}\n{fault}", colour::name(name), colour::bad("not judged"))
        }
    }
}

/// A single exercise that has not passed has told its own next step already.
fn is_one_failure(judged: &[Judged<'_>]) -> bool {
    matches!(judged, [only] if only.passed() != Some(true))
}

fn what_next(workbook: &Workbook, progress: &Progress) -> String {
    match progress.next(workbook) {
        Some(exercise) => exercise::next(workbook, exercise),
        None => "Every exercise is solved.".to_owned(),
    }
}

fn outcome(judged: &[Judged<'_>]) -> Outcome {
    if judged.iter().any(|one| one.report.is_err()) {
        return Outcome::ToolFailed;
    }
    Outcome::of(judged.iter().all(|one| one.passed() == Some(true)))
}
