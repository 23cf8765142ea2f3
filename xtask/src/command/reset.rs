//! `cargo xtask reset`: an exercise as it was given. What was there is kept.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Desk;
use crate::outcome::{Outcome, Usage};
use crate::progress::free_path;
use crate::starters;

/// The folder for what readers wrote, below the tool's own.
const BACKUP: &str = "backup";

/// Brings a starter back. Everything that can fail without harm is done first:
/// the file is touched last, when its text has its copy already.
pub fn run(desk: &Desk, out: &mut dyn Write, name: &str, yes: bool) -> Result<Outcome> {
    let exercise = desk.exercise(name)?;
    let path = desk.workbook.exercise_path(exercise);
    let file = desk.workbook.root.join(&path);
    let starter = starters::text(&desk.workbook.root, &path)?;
    let old = read_if_there(&file)?;
    if old.as_deref().is_some_and(|old| is_same_text(old, &starter)) {
        writeln!(out, "{path} is as it was given; nothing to do")?;
        return Ok(Outcome::Done);
    }
    if old.is_some() && !yes && !agreed(&path)? {
        writeln!(out, "nothing was changed")?;
        return Ok(Outcome::Done);
    }
    if let Some(old) = old {
        let backup = back_up(&desk.store.path(BACKUP), &exercise.name, &old)?;
        let shown = backup.strip_prefix(&desk.workbook.root).unwrap_or(&backup);
        writeln!(out, "your text is kept in {}", shown.display())?;
    }
    write_starter(&file, &starter)?;
    desk.store.record([(exercise.name.as_str(), false)].into_iter());
    writeln!(out, "{path} is as it was given")?;
    Ok(Outcome::Done)
}

fn read_if_there(file: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        other => other.map(Some).with_context(|| file.display().to_string()),
    }
}

/// Line ends are git's affair, not the reader's.
fn is_same_text(one: &[u8], other: &[u8]) -> bool {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    text(one) == text(other)
}

fn agreed(path: &str) -> Result<bool> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        let words = "there is no terminal to ask on: `--yes` says that you agree".to_owned();
        return Err(Usage(words).into());
    }
    eprint!("Put {path} back to how it was given? Your text is kept. [y/N] ");
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(["y", "yes"].contains(&answer.trim().to_lowercase().as_str()))
}

/// Keeps a text under a name that nothing had before.
fn back_up(folder: &Path, name: &str, text: &[u8]) -> Result<PathBuf> {
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot keep your text in {}", folder.display()))?;
    loop {
        let path = free_path(|n| folder.join(format!("{name}-{n}.rs")));
        match fs::File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            file => {
                file.and_then(|mut file| file.write_all(text))
                    .with_context(|| format!("cannot keep your text in {}", path.display()))?;
                return Ok(path);
            }
        }
    }
}

fn write_starter(file: &Path, text: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}
