//! `cargo xtask doctor`: does this machine have what the workbook needs?

use std::io::Write;

use anyhow::Result;

use super::Desk;
use crate::doctor::{self, Finding, Trouble};
use crate::outcome::Outcome;
use crate::render::colour;
use crate::render::text::wrap;

/// In front of everything but the first word, which says how it is.
const INDENT: &str = "         ";

/// Looks at one thing after another, and says what to do where one is missing.
/// What is merely useful does not count.
pub fn run(desk: &Desk, out: &mut dyn Write) -> Result<Outcome> {
    let mut all_is_well = true;
    for look in doctor::EVERYTHING {
        let finding = look(&desk.workbook, &desk.store);
        all_is_well &= !finding.is_serious();
        writeln!(out, "{}", show(&finding))?;
        out.flush()?;
    }
    let end = if all_is_well { "Everything that is needed is there." } else { "Not ready yet." };
    writeln!(out, "\n{end}")?;
    Ok(Outcome::of(all_is_well))
}

fn show(finding: &Finding) -> String {
    let (word, words, next_step) = match &finding.state {
        Ok(words) => (colour::good("ok     "), words, None),
        Err(Trouble { words, next_step }) if finding.is_serious() => {
            (colour::bad("missing"), words, Some(next_step))
        }
        Err(Trouble { words, next_step }) => ("without".to_owned(), words, Some(next_step)),
    };
    let found = wrap(&format!("{}: {words}", finding.what), INDENT);
    let next_step = next_step.map(|step| wrap(&format!("next step: {step}"), INDENT));
    let lines = [Some(format!("{word}  {}", found.trim_start())), next_step];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
