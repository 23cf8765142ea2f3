//! `check --json`: the verdicts for programs.
//!
//! One object on standard output, and nothing else:
//!
//! ```json
//! {"schema": 1, "exercises": [{
//!   "chapter": "deferred", "number": "3.1", "name": "say_it", "kind": "fill",
//!   "verdict": "passed", "mistake": null, "transcript": "$ say_it …"
//! }]}
//! ```
//!
//! `verdict` is the name of a [`Verdict`] in `snake_case`, with the verdict's
//! fields beside it; or `not_judged` with a `reason`, where the tool itself failed.
//! Where it could judge nothing at all (exit code 3), there is no object, and the
//! reason is on standard error. `mistake` is a sentence, where the check recognised
//! one. The right line of a prediction is nowhere in it.
//!
//! `schema` changes when a field goes away or changes its meaning. Fields and
//! verdicts may be added without that.

use anyhow::Result;
use harness::{Kind, Verdict, Workbook};
use serde::Serialize;

use super::Judged;

const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Answer<'a> {
    schema: u32,
    exercises: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    chapter: &'a str,
    number: String,
    name: &'a str,
    kind: Kind,
    #[serde(flatten)]
    ending: Ending<'a>,
    mistake: Option<&'a str>,
    transcript: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Ending<'a> {
    Judged(&'a Verdict),
    NotJudged { verdict: &'static str, reason: &'a str },
}

/// The object, on one line.
pub fn to_json(workbook: &Workbook, judged: &[Judged<'_>]) -> Result<String> {
    let exercises = judged.iter().map(|judged| row(workbook, judged)).collect();
    Ok(serde_json::to_string(&Answer { schema: SCHEMA, exercises })?)
}

fn row<'a>(workbook: &Workbook, judged: &'a Judged<'_>) -> Row<'a> {
    let exercise = judged.exercise;
    let (ending, mistake, transcript) = match &judged.report {
        Ok(report) => {
            (Ending::Judged(&report.verdict), report.mistake.as_deref(), report.transcript.as_str())
        }
        Err(reason) => (Ending::NotJudged { verdict: "not_judged", reason }, None, ""),
    };
    Row {
        chapter: &exercise.chapter,
        number: workbook.manifest.number_of(exercise),
        name: &exercise.name,
        kind: exercise.kind,
        ending,
        mistake,
        transcript,
    }
}
