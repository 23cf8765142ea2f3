//! What we ask git: the hash of a file, and the content behind a hash.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, ensure};

/// The content of the blob `id`.
///
/// # Errors
///
/// There is no git, no checkout around `root`, or no such object in it.
pub fn blob(root: &Path, id: &str) -> Result<Vec<u8>> {
    let output = git(root, &["cat-file", "blob", id]).output();
    succeeded(output.context(NO_GIT)?, &format!("git cat-file blob {id}"))
}

/// The id that each of these files would have as a blob, line ends made equal as
/// the checkout's `.gitattributes` says. Nothing is written.
///
/// # Errors
///
/// There is no git, or a file cannot be read.
pub fn hashes(root: &Path, paths: &[String]) -> Result<Vec<String>> {
    let mut command = git(root, &["hash-object", "--stdin-paths"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().context(NO_GIT)?;
    let mut input = child.stdin.take().context("git takes no input")?;
    // A git that ended early says itself why.
    let _ = input.write_all(paths.join("\n").as_bytes());
    drop(input);
    let output = succeeded(child.wait_with_output()?, "git hash-object")?;
    let ids: Vec<String> = String::from_utf8(output)?.lines().map(str::to_owned).collect();
    ensure!(ids.len() == paths.len(), "git hash-object gave {} ids", ids.len());
    Ok(ids)
}

/// What `git --version` says.
pub fn version() -> Result<String> {
    let output = Command::new("git").arg("--version").output().context(NO_GIT)?;
    let text = String::from_utf8(succeeded(output, "git --version")?)?;
    Ok(text.trim().to_owned())
}

const NO_GIT: &str = "cannot start git: is it installed?";

/// The variables that would point git at another repository are those of a hook
/// that we may have been started from.
fn git(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(args);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    command
}

fn succeeded(output: Output, what: &str) -> Result<Vec<u8>> {
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`{what}` failed: {}", said.trim());
    Ok(output.stdout)
}
