//! Room for what is built.

use std::env;
use std::path::Path;

use super::{Finding, Trouble};

const GIB: u64 = 1024 * 1024 * 1024;

/// What a full build of the workbook takes, with room for a second one.
const NEEDED: u64 = 2 * GIB;

/// How much room is left where we were built ourselves: in the target folder.
pub fn space() -> Finding {
    let needed = NEEDED / GIB;
    let next_step =
        format!("make room: {needed} GiB are needed; `cargo clean` frees what we built");
    Finding::needed("disk", look().map_err(|words| Trouble::new(words, next_step)))
}

fn look() -> Result<String, String> {
    let tool = env::current_exe().map_err(|error| error.to_string())?;
    let folder = tool.parent().unwrap_or(Path::new("."));
    let free = fs4::available_space(folder).map_err(|error| error.to_string())?;
    let words =
        format!("{}.{} GiB free in {}", free / GIB, free % GIB * 10 / GIB, folder.display());
    if free < NEEDED { Err(words) } else { Ok(words) }
}
