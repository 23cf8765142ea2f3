//! What the reader has solved.
//!
//! [`Progress`] is the value, [`Store`] the file that keeps it. The file is a
//! memory, not a proof: `cargo xtask check --all` can always make it again.

mod store;

use std::collections::BTreeSet;

use harness::{Exercise, Manifest, Workbook};
use serde::{Deserialize, Serialize};

pub use store::{Store, free_path};

/// The shape of the file. It changes when an older tool would misread a newer
/// file.
const SCHEMA: u32 = 1;

/// The exercises that passed when they were last checked, by name: a name stays
/// when an exercise is given another number. Names that we do not know belong
/// to another version of the workbook, and are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    schema: u32,
    solved: BTreeSet<String>,
}

/// What is known of one exercise without building it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It passed when it was last checked.
    Solved,
    /// It did not pass yet.
    Open,
    /// Its file is not there.
    Missing,
}

impl Default for Progress {
    fn default() -> Progress {
        Progress { schema: SCHEMA, solved: BTreeSet::new() }
    }
}

impl Progress {
    /// Notes how an exercise was judged.
    pub fn note(&mut self, name: &str, passed: bool) {
        if passed {
            self.solved.insert(name.to_owned());
        } else {
            self.solved.remove(name);
        }
    }

    /// What is known of an exercise. A file that was deleted is noticed here, at
    /// once, whatever the last check said.
    pub fn state(&self, workbook: &Workbook, exercise: &Exercise) -> State {
        if !workbook.root.join(workbook.exercise_path(exercise)).is_file() {
            return State::Missing;
        }
        if self.solved.contains(&exercise.name) { State::Solved } else { State::Open }
    }

    /// How many of these exercises are solved.
    pub fn count<'a>(
        &self,
        workbook: &Workbook,
        exercises: impl Iterator<Item = &'a Exercise>,
    ) -> usize {
        exercises.filter(|exercise| self.state(workbook, exercise) == State::Solved).count()
    }

    /// The first exercise of the course that is not solved.
    pub fn next<'a>(&self, workbook: &'a Workbook) -> Option<&'a Exercise> {
        let Manifest { exercises, .. } = &workbook.manifest;
        exercises.iter().find(|exercise| self.state(workbook, exercise) != State::Solved)
    }
}
