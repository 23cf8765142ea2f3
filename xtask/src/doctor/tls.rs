//! TLS, by doing it: the example `install_check` shakes hands with itself. It
//! also proves that there is a C compiler, which the cryptography needs.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use super::{Finding, Trouble};
use crate::build::{self, Looks};
use crate::process::Child;
use crate::render::text::harmless;

/// The example, and the package that it belongs to.
const EXAMPLE: &str = "install_check";
const PACKAGE: &str = "events";

/// It has deadlines of its own; this one is for the case that they do not hold.
const DEADLINE: Duration = Duration::from_secs(60);

/// Builds the example, which takes a while the first time, and runs it.
pub fn handshake(root: &Path) -> Finding {
    let state = build_and_run(root).map_err(|error| {
        let next_step = format!("cargo run --package {PACKAGE} --example {EXAMPLE}, and read on");
        Trouble::new(format!("{error:#}"), next_step)
    });
    Finding::needed("TLS", state)
}

fn build_and_run(root: &Path) -> Result<String> {
    let made = build::build(root, ["--package", PACKAGE, "--example", EXAMPLE], Looks::Plain)?;
    let Some(program) = made.built.executables.get(EXAMPLE) else {
        let errors: String = made.built.errors.into_values().collect();
        bail!("the example {EXAMPLE} is not built\n{errors}{}", made.said);
    };
    let folder = tempfile::tempdir()?;
    let words = folder.path().join("words.txt");
    let file = fs::File::create(&words)?;
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    let ended = Child::start(&mut command)?.wait_at_most(DEADLINE)?;
    let said = harmless(fs::read_to_string(&words)?.trim()).replace('\n', ", ");
    let status = ended.with_context(|| format!("no end within {DEADLINE:?}: {said}"))?;
    ensure!(status.success(), "{said}");
    Ok(said)
}
