//! Which program is examined, and how it is made.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use anyhow::{Context, Result, bail, ensure};

use super::side::Side;
use crate::cargo::{self, Built};
use crate::environment;
use crate::manifest::Chapter;
use crate::verdict::Verdict;

/// The program `name` of one side of a chapter, ready to run.
///
/// # Errors
///
/// rustc refused it: that is a verdict, not our failure.
pub(super) fn program(
    chapter: &Chapter,
    side: Side,
    name: &str,
) -> Result<Result<PathBuf, Verdict>> {
    if let Some(folder) = env::var_os(environment::PROGRAMS) {
        return Ok(Ok(Path::new(&folder).join(name).with_extension(env::consts::EXE_EXTENSION)));
    }
    let built = match side {
        Side::Exercises => package(&chapter.exercises_package(), "--bins")?,
        Side::Solutions | Side::Wrong => package(&chapter.solutions_package(), "--examples")?,
        Side::Empty => package(env!("CARGO_PKG_NAME"), "--bins")?,
    };
    if let Some(diagnostics) = built.errors.get(name) {
        return Ok(Err(Verdict::DidNotCompile { diagnostics: diagnostics.clone() }));
    }
    match built.executables.get(name) {
        Some(path) => Ok(Ok(path.clone())),
        None => bail!("there is no program `{name}` in {side:?} of chapter {}", chapter.number),
    }
}

/// The example `name` of a chapter's own package, ready to run.
///
/// # Errors
///
/// It does not build, or there is no such example.
pub(super) fn example(package_name: &str, name: &str) -> Result<PathBuf> {
    let built = package(package_name, "--examples")?;
    let found = built.executables.get(name).cloned();
    found.with_context(|| match (built.errors.get(name), built.errors.first_key_value()) {
        (Some(errors), _) => errors.clone(),
        (None, Some((other, errors))) => format!("`{other}` does not build:\n{errors}"),
        (None, None) => format!("the package `{package_name}` has no example `{name}`"),
    })
}

/// Builds all programs of a kind of a package, once in the life of this process.
fn package(package: &str, programs: &str) -> Result<Arc<Built>> {
    static BUILT: LazyLock<Mutex<BTreeMap<String, Arc<Built>>>> = LazyLock::new(Mutex::default);

    let mut known = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(built) = known.get(package) {
        return Ok(Arc::clone(built));
    }
    let built = Arc::new(run_cargo(package, programs)?);
    known.insert(package.to_owned(), Arc::clone(&built));
    Ok(built)
}

fn run_cargo(package: &str, programs: &str) -> Result<Built> {
    let (target_dir, profile) = where_we_are_built()?;
    let output = Command::new(cargo::program())
        .args(["build", "--quiet", "--keep-going", "--message-format=json"])
        .args(["--package", package, programs, "--profile", &profile])
        .arg("--target-dir")
        .arg(target_dir)
        .output()
        .context("cannot start cargo")?;
    let built = Built::read(output.stdout.as_slice());
    let about_programs = output.status.success() || !built.errors.is_empty();
    ensure!(about_programs, "cargo: {}", String::from_utf8_lossy(&output.stderr));
    Ok(built)
}

/// The target folder and the profile of the test that is running: it lies in
/// `<target folder>/<profile's folder>/deps`.
fn where_we_are_built() -> Result<(PathBuf, String)> {
    let this = env::current_exe()?;
    let mut above = this.ancestors().skip(2);
    let profile = above.next().and_then(Path::file_name).context("a test lies in deps")?;
    let target_dir = above.next().context("a test lies in a target folder")?;
    let profile = match profile.to_string_lossy().as_ref() {
        "debug" => "dev".to_owned(),
        other => other.to_owned(),
    };
    Ok((target_dir.to_owned(), profile))
}
