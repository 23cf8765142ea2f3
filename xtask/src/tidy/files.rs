//! What lies in a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The names of the programs in a folder such as `examples` or `src/bin`, as
/// cargo finds them: `NAME.rs` and `NAME/main.rs`. No folder, no programs.
pub fn programs_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = entries(folder).iter().filter_map(|path| program(path)).collect();
    names.sort();
    names
}

fn program(path: &Path) -> Option<String> {
    let is_file = path.extension().is_some_and(|extension| extension == "rs");
    let is_program = is_file || path.join("main.rs").is_file();
    let name = path.file_stem()?.to_str()?.to_owned();
    is_program.then_some(name)
}

/// The names of the files in a folder, sorted.
pub fn file_names(folder: &Path) -> Vec<String> {
    let name = |path: &PathBuf| Some(path.file_name()?.to_str()?.to_owned());
    let mut names: Vec<String> = entries(folder).iter().filter_map(name).collect();
    names.sort();
    names
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.filter_map(Result::ok).map(|entry| entry.path()).collect()
}

/// The chapters' folders in one of the top-level places: `03-deferred` and so on,
/// also those that the manifest does not list.
pub fn chapter_folders(root: &Path, place: &str) -> Vec<String> {
    let is_numbered = |name: &String| name.starts_with(|c: char| c.is_ascii_digit());
    file_names(&root.join(place)).into_iter().filter(is_numbered).collect()
}

/// The text of a file; nothing if it is not there.
pub fn text(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        other => other.map(Some).with_context(|| path.display().to_string()),
    }
}
