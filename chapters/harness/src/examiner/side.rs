//! Whose program a check examines.

use std::env;

use anyhow::{Result, bail};

use crate::environment;

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
        match env::var(environment::SIDE).as_deref() {
            Err(_) | Ok("solutions") => Ok(Side::Solutions),
            Ok("exercises") => Ok(Side::Exercises),
            Ok(other) => {
                bail!("{} is `exercises` or `solutions`, not `{other}`", environment::SIDE)
            }
        }
    }
}
