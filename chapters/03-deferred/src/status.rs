//! [`Status`]: where a Deferred stands.

use std::rc::Weak;

use crate::chain::{Chain, Progress};

/// Where a [`Deferred`](crate::Deferred) stands, to be asserted in a test or
/// printed when a chain hangs. To act on a result, add a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// How far it has come.
    pub phase: Phase,
    /// How many levels have not run yet.
    pub levels: usize,
    /// How often it was paused, less how often it was unpaused.
    pub pauses: i32,
}

/// How far a [`Deferred`](crate::Deferred) has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nobody has fired it.
    Unfired,
    /// One of its functions is running.
    Running,
    /// A function returned another Deferred, which has no result yet.
    Waiting,
    /// It has a value. With levels left it is paused.
    Succeeded,
    /// It has a failure. With levels left it is paused.
    Failed,
    /// Its result has gone: to the Deferred that waited for it, or to
    /// [`Deferred::now`](crate::Deferred::now).
    Taken,
}

impl Chain {
    pub(crate) fn status(&self) -> Status {
        let state = self.state.borrow();
        let phase = match &state.progress {
            Progress::Unfired(_) => Phase::Unfired,
            Progress::Running => Phase::Running,
            Progress::Waiting(_) => Phase::Waiting,
            Progress::Resting(Ok(_)) => Phase::Succeeded,
            Progress::Resting(Err(_)) => Phase::Failed,
            Progress::Empty => Phase::Taken,
        };
        Status { phase, levels: state.levels.len(), pauses: state.pauses }
    }

    pub(crate) fn waits_for(&self) -> Option<Weak<Chain>> {
        match &self.state.borrow().progress {
            Progress::Waiting(inner) => Some(Weak::clone(inner)),
            _ => None,
        }
    }
}
