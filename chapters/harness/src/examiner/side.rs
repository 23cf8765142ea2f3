//! Whose program a check examines.

use std::env;

use anyhow::{Result, bail};

/// The variable that says whose programs are examined.
const SIDE_VARIABLE: &str = "WORKBOOK_SIDE";

/// Whose program a check examines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The reader's.
    Exercises,
    /// The reference solutions.
    Solutions,
    /// The wrong answers that lie beside the solutions.
    Wrong,
    /// The answer to nothing: a program with an empty `main`.
    Empty,
}

impl Side {
    /// What `WORKBOOK_SIDE` says: `exercises`, or `solutions`, which is also the
    /// default, so that a plain `cargo test` judges the solutions.
    ///
    /// # Errors
    ///
    /// The variable says something else.
    pub fn from_env() -> Result<Side> {
        match env::var(SIDE_VARIABLE).as_deref() {
            Err(_) | Ok("solutions") => Ok(Side::Solutions),
            Ok("exercises") => Ok(Side::Exercises),
            Ok(other) => bail!("{SIDE_VARIABLE} is `exercises` or `solutions`, not `{other}`"),
        }
    }
}
