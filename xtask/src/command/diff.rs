//! `cargo xtask diff`: your program beside the reference solution.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::{Context, Result};
use similar::{ChangeTag, TextDiff};

use super::Desk;
use crate::cli::ReferenceArgs;
use crate::outcome::Outcome;
use crate::render::colour;
use crate::render::exercise::source;

/// How many equal lines are shown around a difference.
const CONTEXT: usize = 3;

/// Prints the differences, once the exercise has passed or with `--peek`.
pub fn run(desk: &Desk, out: &mut dyn Write, args: &ReferenceArgs) -> Result<Outcome> {
    let exercise = desk.exercise(&args.name)?;
    let mine = desk.workbook.exercise_path(exercise);
    let reference = desk.workbook.solution_path(exercise);
    let my_text = source(&desk.workbook, &mine).with_context(|| {
        format!("cannot read {mine}\nnext step: cargo xtask reset {}", exercise.name)
    })?;
    if !desk.may_show_reference(out, exercise, args.peek, "diff")? {
        return Ok(Outcome::NotYet);
    }
    let text = source(&desk.workbook, &reference).with_context(|| reference.clone())?;
    let (my_program, program) = (program(&my_text), program(&text));
    if my_program == program {
        writeln!(out, "{mine} is the same as {reference}")?;
        return Ok(Outcome::Done);
    }
    writeln!(out, "{}", colour::bad(&format!("- mine       {mine}")))?;
    writeln!(out, "{}\n", colour::good(&format!("+ reference  {reference}")))?;
    write!(out, "{}", differences(my_program, program))?;
    Ok(Outcome::Done)
}

/// A file without its head: there mine has the task, and the reference has not.
fn program(text: &str) -> &str {
    let is_head = |line: &&str| line.starts_with("//!") || line.trim().is_empty();
    let head: usize = text.split_inclusive('\n').take_while(is_head).map(str::len).sum();
    &text[head..]
}

fn differences(mine: &str, reference: &str) -> String {
    let mut shown = String::new();
    let diff = TextDiff::from_lines(mine, reference);
    for (at, group) in diff.grouped_ops(CONTEXT).iter().enumerate() {
        if at > 0 {
            shown.push_str("  ...\n");
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let line = change.value().trim_end_matches('\n');
            let line = match change.tag() {
                ChangeTag::Delete => colour::bad(&format!("- {line}")),
                ChangeTag::Insert => colour::good(&format!("+ {line}")),
                ChangeTag::Equal => format!("  {line}"),
            };
            let _ = writeln!(shown, "{line}");
        }
    }
    shown
}
