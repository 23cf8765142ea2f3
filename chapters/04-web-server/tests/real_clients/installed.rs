//! Which programs are there.

use std::env;
use std::path::PathBuf;

/// Names the programs that have to be there, with spaces between them.
const NEEDED: &str = "WORKBOOK_CLIENTS";

/// Where a program is; `None`, and a line that says so, when it is not installed.
///
/// # Panics
///
/// It is not, and has to be.
#[track_caller]
pub fn installed(program: &str) -> Option<PathBuf> {
    let found = folders().map(|folder| folder.join(program)).find(|path| path.is_file());
    if found.is_none() {
        assert!(!is_needed(program), "{program} is not installed, and {NEEDED} names it");
        println!("skipped: {program} is not installed");
    }
    found
}

/// A program out of a snap lives in a world of its own, with another folder for
/// temporary files: it is not asked.
fn folders() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = env::split_paths(&path).collect();
    folders.into_iter().filter(|folder| !folder.starts_with("/snap"))
}

fn is_needed(program: &str) -> bool {
    let needed = env::var(NEEDED).unwrap_or_default();
    needed.split_whitespace().any(|name| name == program)
}
