//! Whether we use colours, and what they mean.
//!
//! The crate `colored` minds `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE` and whether
//! standard output is a terminal; we add `TERM=dumb`.

use std::env;

use colored::{Colorize, control};

use crate::build::Looks;

/// Decides once, at the start.
pub fn set_up() {
    let forced = env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    if !forced && env::var_os("TERM").is_some_and(|term| term == "dumb") {
        control::set_override(false);
    }
    #[cfg(windows)]
    let _ = control::set_virtual_terminal(true);
}

/// How rustc's messages are to look beside our words.
pub fn looks() -> Looks {
    if control::SHOULD_COLORIZE.should_colorize() { Looks::Coloured } else { Looks::Plain }
}

/// Something that is well.
pub fn good(words: &str) -> String {
    words.green().bold().to_string()
}

/// Something that is not well yet.
pub fn bad(words: &str) -> String {
    words.red().bold().to_string()
}

/// The name of a thing.
pub fn name(words: &str) -> String {
    words.bold().to_string()
}

/// Something that is there, but not what to look at first.
pub fn quiet(words: &str) -> String {
    words.dimmed().to_string()
}

/// Something to type.
pub fn command(words: &str) -> String {
    words.cyan().to_string()
}
