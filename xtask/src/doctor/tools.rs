//! The programs that the workbook is worked through with.

use std::ffi::OsStr;
use std::process::Command;

use harness::cargo;

use super::{Finding, Trouble};
use crate::git as our_git;

/// The oldest toolchain that works, as the root `Cargo.toml` says.
const OLDEST_RUST: &str = env!("CARGO_PKG_RUST_VERSION");

/// The oldest mdBook that knows the book's settings.
const OLDEST_MDBOOK: &str = "0.5";

/// The compiler.
pub fn rustc() -> Finding {
    let state = version_of("rustc".as_ref(), OLDEST_RUST);
    Finding::needed("rustc", state.map_err(|words| Trouble::new(words, "rustup update stable")))
}

/// The builder.
pub fn cargo() -> Finding {
    let state = version_of(&cargo::program(), OLDEST_RUST);
    Finding::needed("cargo", state.map_err(|words| Trouble::new(words, "rustup update stable")))
}

/// Only `reset` asks git, for the exercises as they were given.
pub fn git() -> Finding {
    let state = our_git::version().map_err(|error| {
        let next_step = "install git, from https://git-scm.com: `cargo xtask reset` needs it";
        Trouble::new(format!("{error:#}"), next_step)
    });
    Finding::optional("git", state)
}

/// The book can also be read in its sources.
pub fn mdbook() -> Finding {
    let state = version_of("mdbook".as_ref(), OLDEST_MDBOOK).map_err(|words| {
        let next_step = "cargo install mdbook --version \"^0.5\", to read the book in a browser";
        Trouble::new(words, next_step)
    });
    Finding::optional("mdbook", state)
}

/// What a program says for its version, if that is not older than `oldest`.
fn version_of(program: &OsStr, oldest: &str) -> Result<String, String> {
    let output = Command::new(program).arg("--version").output();
    let output = output.map_err(|error| format!("cannot be started: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    match number(&said) {
        Some(found) if Some(found) >= number(oldest) => Ok(said),
        Some(_) => Err(format!("{said} is too old: {oldest} or newer is needed")),
        None => Err(format!("gives no version, but {said:?}")),
    }
}

/// The first two parts of the first version number in a text.
fn number(text: &str) -> Option<(u32, u32)> {
    text.split_whitespace().find_map(|word| {
        let mut parts = word.trim_start_matches('v').split('.');
        let (major, minor) = (parts.next()?, parts.next()?);
        Some((major.parse().ok()?, minor.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_found_in_what_a_tool_says() {
        assert_eq!(number("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(number("mdbook v0.5.4"), Some((0, 5)));
        assert_eq!(number("1.89"), Some((1, 89)));
        assert_eq!(number("no number"), None);
    }

    #[test]
    fn a_tool_that_is_missing_or_too_old_is_told() {
        let missing = version_of("no-such-program-here".as_ref(), "1.0").unwrap_err();
        assert!(missing.starts_with("cannot be started"), "{missing}");
        let old = version_of("rustc".as_ref(), "999.0").unwrap_err();
        assert!(old.ends_with("too old: 999.0 or newer is needed"), "{old}");
    }
}
