//! A verdict in words.

use harness::{Exercise, Kind, Report, Verdict, Workbook};

use super::colour;
use super::difference::Difference;
use super::exercise::{place_to_edit, step, steps, trace_step, uses_deferreds};
use super::text::{WIDTH, cut, wrap, wrap_after};
use crate::check::Side;

/// How many lines of what happened are shown, from its end.
const TAIL: usize = 12;

/// How much a reader is told about one verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Everything, with all next steps: it is the only one.
    Full,
    /// It is one of several: what is wrong, and where.
    Short,
}

/// A verdict: the word, the reason, what happened, and what to do.
pub fn show(
    workbook: &Workbook,
    exercise: &Exercise,
    report: &Report,
    side: Side,
    length: Length,
) -> String {
    let mut parts = vec![headline(report)];
    if report.verdict.is_passed() {
        if side == Side::Exercises && length == Length::Full {
            parts.push(after_passing(workbook, exercise));
        }
        return parts.join("\n");
    }
    parts.extend(what_happened(report));
    parts.push(match side {
        Side::Exercises if length == Length::Full => {
            let can_be_traced = can_be_traced(workbook, exercise, &report.verdict);
            let trace = can_be_traced.then(|| format!("\n{}", trace_step(&call(report))));
            steps(workbook, exercise) + &trace.unwrap_or_default()
        }
        Side::Exercises => step("edit", &place_to_edit(workbook, exercise)),
        Side::Solutions => step("edit", &workbook.solution_path(exercise)),
    });
    parts.join("\n\n")
}

/// The verdict, and below it the mistake where the check recognised one.
fn headline(report: &Report) -> String {
    let name = colour::name(&report.name);
    if report.verdict.is_passed() {
        return format!("{name}  {}", colour::good("passed"));
    }
    let start = format!("{}  not yet: ", report.name);
    let summary = wrap_after(&start, &report.verdict.to_string(), "    ");
    let summary = format!("{name}  {}: {}", colour::bad("not yet"), &summary[start.len()..]);
    let reason = match &report.verdict {
        Verdict::Mispredicted { reason, .. } => Some(reason),
        _ => report.mistake.as_ref(),
    };
    match reason {
        Some(reason) => format!("{summary}\n{}", wrap(reason, "  ")),
        None => summary,
    }
}

fn what_happened(report: &Report) -> Option<String> {
    match &report.verdict {
        Verdict::Differs { expected, got } => {
            Difference::first(expected, got).map(|difference| difference.show())
        }
        Verdict::CasesDiffer { figure, seed, .. } => Some(drawn(&report.name, figure, *seed)),
        Verdict::Mispredicted { line, predicted, .. } => {
            let predicted = predicted.as_deref().unwrap_or("(nothing)");
            Some(cut(&format!("  your line {line}: {predicted}"), WIDTH))
        }
        Verdict::DidNotCompile { diagnostics } => Some(diagnostics.trim_end().to_owned()),
        // The headline has said it all.
        Verdict::Passed | Verdict::FileMissing { .. } | Verdict::Unfinished { .. } => None,
        _ => tail(&report.transcript),
    }
}

/// A figure, its marked line in colour, and how to see it again.
fn drawn(name: &str, figure: &str, seed: u64) -> String {
    let lines = figure.lines().map(|line| {
        let line = cut(line, WIDTH - 2);
        format!("  {}", if line.starts_with('>') { colour::bad(&line) } else { line })
    });
    let again = format!("WORKBOOK_SEED={seed} cargo xtask check {name}");
    let again = format!("  the same words again: {}", colour::command(&again));
    lines.chain([String::new(), again]).collect::<Vec<_>>().join("\n")
}

/// The last lines of what happened.
fn tail(transcript: &str) -> Option<String> {
    let lines: Vec<&str> = transcript.lines().collect();
    let shown = &lines[lines.len().saturating_sub(TAIL)..];
    let words = match lines.len() - shown.len() {
        0 => "  until then:".to_owned(),
        more => format!("  until then ({more} more lines came before):"),
    };
    let shown = shown.iter().map(|line| format!("    {}", colour::quiet(&cut(line, WIDTH - 4))));
    let block: Vec<String> = std::iter::once(words).chain(shown).collect();
    (!lines.is_empty()).then(|| block.join("\n"))
}

/// Whether a trace would show what went wrong: the program ran, and has Deferreds.
fn can_be_traced(workbook: &Workbook, exercise: &Exercise, verdict: &Verdict) -> bool {
    let has_run = !matches!(
        verdict,
        Verdict::DidNotCompile { .. } | Verdict::FileMissing { .. } | Verdict::Unfinished { .. }
    );
    // A prediction is no chain, and what it predicts is not to be seen before.
    let is_chain = exercise.kind != Kind::Predict;
    has_run && is_chain && uses_deferreds(workbook, &workbook.exercise_path(exercise))
}

/// The program, with the arguments that it had when it went wrong.
fn call(report: &Report) -> String {
    let until = match &report.verdict {
        Verdict::Differs { expected, got } => {
            let same = expected.lines().zip(got.lines()).take_while(|(one, other)| one == other);
            got.lines().take(same.count() + 1).collect::<Vec<_>>()
        }
        _ => report.transcript.lines().collect(),
    };
    let call = until.iter().rev().find_map(|line| line.strip_prefix("$ "));
    // A transcript hides ports; a server is content with any.
    let call = call.map(|call| call.replace(":<PORT>", ":0"));
    // What a shell would take for something else is better typed by hand.
    let is_plain = |call: &String| call.len() < 40 && !call.contains(['$', '`', '\\', '!', '<']);
    call.filter(is_plain).unwrap_or_else(|| report.name.clone())
}

/// What is worth a look now that it is solved.
fn after_passing(workbook: &Workbook, exercise: &Exercise) -> String {
    let (Kind::Predict, Some(program)) = (exercise.kind, &exercise.predicts) else {
        return step("diff", &colour::command(&format!("cargo xtask diff {}", exercise.name)));
    };
    let run = step("run", &colour::command(&format!("cargo xtask run {program}")));
    let folder = workbook.chapter_of(exercise).folder();
    let example = format!("chapters/{folder}/examples/{program}.rs");
    if uses_deferreds(workbook, &example) {
        return format!("{run}\n{}", trace_step(program));
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_offered_of_the_run_that_went_wrong() {
        let differs = |expected: &str, got: &str| Report {
            name: "own".to_owned(),
            verdict: Verdict::Differs { expected: expected.to_owned(), got: got.to_owned() },
            mistake: None,
            transcript: String::new(),
        };
        let transcript = "$ own \"1\"\n| 1\n$ own \"2\"\n| 2\n$ own";
        assert_eq!(call(&differs(transcript, &transcript.replace("| 1", "| 7"))), "own \"1\"");
        assert_eq!(call(&differs(transcript, &transcript.replace("| 2", "| 7"))), "own \"2\"");
        assert_eq!(call(&differs("", "$ own \"`ls`\"")), "own");
        assert_eq!(call(&differs("", "$ own \"<FOLDER>\"")), "own");
        assert_eq!(call(&differs("", "$ own \"127.0.0.1:<PORT>\"")), "own \"127.0.0.1:0\"");
        assert_eq!(call(&differs("", "")), "own");
    }

    #[test]
    fn a_figure_is_shown_as_it_is_with_what_brings_it_again() {
        colored::control::set_override(false);
        let shown = drawn("own", "  level 1\n> level 2", 7);
        let again = "  the same words again: WORKBOOK_SEED=7 cargo xtask check own";
        assert_eq!(shown, format!("    level 1\n  > level 2\n\n{again}"));
    }
}
