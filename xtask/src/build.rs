//! One cargo call.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufReader, IsTerminal, Read, Seek};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use harness::cargo::{self, Built};

use crate::process::Child;
use crate::render::text::keep_colours_only;

/// How rustc's messages are to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// Text alone.
    Plain,
    /// Coloured, for a terminal.
    Coloured,
}

/// What a cargo call made, and what it said for itself.
pub struct Made {
    /// The programs, and rustc's errors.
    pub built: Built,
    /// What cargo wrote to standard error, unless the reader has seen it.
    pub said: String,
}

/// Builds what the arguments say (`--package`, `--bin` and so on), and goes on
/// after errors.
///
/// On a terminal cargo shows its progress itself: a first build takes a while.
///
/// # Errors
///
/// Cargo cannot be started. A program that does not compile is none.
pub fn build<A: Into<OsString>>(
    root: &Path,
    args: impl IntoIterator<Item = A>,
    looks: Looks,
) -> Result<Made> {
    let format = match looks {
        Looks::Plain => "json",
        Looks::Coloured => "json-diagnostic-rendered-ansi",
    };
    let mut said = tempfile::tempfile().context("no temporary file for cargo's words")?;
    let mut command = Command::new(cargo::program());
    command.current_dir(root).args(["build", "--keep-going", "--message-format", format]);
    command.args(args.into_iter().map(Into::into));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(stderr(&said)?);
    let child = Child::start(&mut command)?;
    let mut built = Built::read(BufReader::new(child.stdout().context("cargo has no output")?));
    child.wait()?;
    for errors in built.errors.values_mut() {
        *errors = keep_colours_only(errors, looks == Looks::Coloured);
    }
    Ok(Made { built, said: everything_in(&mut said)? })
}

fn stderr(said: &File) -> Result<Stdio> {
    if std::io::stderr().is_terminal() {
        return Ok(Stdio::inherit());
    }
    Ok(said.try_clone()?.into())
}

fn everything_in(file: &mut File) -> Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
