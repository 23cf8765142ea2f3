//! How a command may end, and the exit codes that say so.

use std::fmt;
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All passed, or all is done.
    Done,
    /// The tool did its work, and found something that is not right yet.
    NotYet,
    /// What was asked for is not something we can do.
    WrongUsage,
    /// The tool could not do its work; that says nothing about the exercises.
    ToolFailed,
}

impl Outcome {
    /// `Done` if `all_is_well`, else `NotYet`.
    pub fn of(all_is_well: bool) -> Outcome {
        if all_is_well { Outcome::Done } else { Outcome::NotYet }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::NotYet => 1,
            Outcome::WrongUsage => 2,
            Outcome::ToolFailed => 3,
        })
    }
}

/// The error of a reader who typed something that does not exist. All other
/// errors are the tool's own.
#[derive(Debug)]
pub struct Usage(pub String);

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}
