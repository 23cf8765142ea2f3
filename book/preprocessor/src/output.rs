//! `output`: what an example printed, from the recording that the tests hold
//! against every run.

use anyhow::{Result, anyhow, ensure};
use harness::Workbook;
use harness::recording::{self, EXAMPLES};

use crate::markdown;
use crate::program::Program;

/// The figure for `CHAPTER/EXAMPLE`.
///
/// # Errors
///
/// There is no such example, or its recording is missing, empty or waiting for
/// review.
pub fn render(workbook: &Workbook, argument: &str, caption: &str) -> Result<String> {
    markdown::ensure_no_html(caption)?;
    let program = Program::find(workbook, argument)?;
    ensure!(!program.is_library(), "`{argument}` is no program; name an example");
    let package = &program.chapter.name;
    let snapshot = recording::path(&workbook.chapter_dir(program.chapter), EXAMPLES, program.name);
    let printed = recording::read(&snapshot).map_err(|error| {
        anyhow!(
            "{error:#}; `cargo test -p {package} --test {EXAMPLES}` records it, then accept that"
        )
    })?;
    let caption = format!("{caption} {}", what_it_is(&printed, program.name));
    Ok(markdown::figure("output", caption.trim(), &markdown::fence("text", &printed)))
}

/// A recording begins with the command where peers talked to the program.
fn what_it_is(printed: &str, name: &str) -> String {
    if printed.starts_with("$ ") {
        format!("A conversation with `{name}`, recorded:")
    } else {
        format!("What `cargo xtask run {name}` prints:")
    }
}
