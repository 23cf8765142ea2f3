//! From programs to reports: a run of the checks.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use harness::{Limits, Report, Workbook, environment};

use super::Side;
use super::programs::Ready;
use crate::process::Child;
use crate::render::text::harmless;

/// How many programs a check may run into their limit, one after another, before
/// we stop waiting. The first that does ends its check, so this many never come:
/// the deadline is for a check that hangs by its own fault.
const PROGRAMS_PER_CHECK: u32 = 6;

/// Where the checks' own words go, beside the reports.
const WORDS: &str = "words.txt";

/// Runs the checks on all programs, and collects the reports by exercise. Where
/// one is missing, the words of the checks say why.
pub fn sit(
    workbook: &Workbook,
    chapters: &[Ready<'_>],
    side: Side,
) -> Result<BTreeMap<String, Result<Report, String>>> {
    let mut reports = BTreeMap::new();
    for ready in chapters {
        let folder = tempfile::tempdir().context("no temporary folder for the reports")?;
        let ended = run_checks(workbook, ready, side, folder.path())?;
        for exercise in &ready.exercises {
            let report = read_report(folder.path(), &exercise.name)
                .map_err(|error| format!("{error:#}\n{}", why(folder.path(), ended)));
            reports.insert(exercise.name.clone(), report);
        }
    }
    Ok(reports)
}

/// Whether the checks ended by themselves.
fn run_checks(workbook: &Workbook, ready: &Ready<'_>, side: Side, folder: &Path) -> Result<bool> {
    let words = File::create(folder.join(WORDS))?;
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut command = Command::new(&ready.checks);
    command
        .args(ready.exercises.iter().map(|exercise| format!("exercise::{}", exercise.name)))
        .args(["--exact", "--quiet", &format!("--test-threads={threads}")])
        .current_dir(&ready.chapter_dir)
        .env(environment::PROGRAMS, &ready.folder)
        .env(environment::REPORTS, folder)
        .env(environment::SIDE, if side == Side::Solutions { "solutions" } else { "exercises" })
        .stdin(Stdio::null())
        .stdout(words.try_clone()?)
        .stderr(words);
    settle_environment(&mut command, &workbook.root);
    let child = Child::start(&mut command)?;
    let checks = u32::try_from(ready.exercises.len()).unwrap_or(u32::MAX);
    Ok(child.wait_at_most(deadline(checks)).context("the checks got lost")?.is_some())
}

/// Snapshots are judged the same for everybody, whatever a reader's environment
/// says; and nothing is ever recorded here.
fn settle_environment(command: &mut Command, root: &Path) {
    for (name, _) in env::vars_os() {
        let shown = name.to_string_lossy();
        if shown.starts_with("INSTA_") || shown == "RUST_BACKTRACE" {
            command.env_remove(name);
        }
    }
    command.env("INSTA_UPDATE", "no");
    command.env("INSTA_FORCE_PASS", "0");
    command.env("INSTA_WORKSPACE_ROOT", root);
}

fn deadline(checks: u32) -> Duration {
    Limits::from_env().time.saturating_mul(PROGRAMS_PER_CHECK).saturating_mul(checks)
}

fn read_report(folder: &Path, name: &str) -> Result<Report> {
    let path = folder.join(name).with_extension("json");
    let bytes = fs::read(path).context("its check gave no report")?;
    serde_json::from_slice(&bytes).context("the report of its check cannot be read")
}

fn why(folder: &Path, ended: bool) -> String {
    let words = fs::read(folder.join(WORDS)).unwrap_or_default();
    let words = harmless(String::from_utf8_lossy(&words).trim());
    let end = if ended { "" } else { "The checks did not end, and were ended.\n" };
    format!("{end}The checks said:\n{words}")
}
