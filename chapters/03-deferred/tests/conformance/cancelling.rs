//! How a program cancels.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;

use deferred::{Control, Deferred, Phase, Trigger};
use serde_json::Value as Json;

use crate::difference::Difference;
use crate::replay::Replay;
use crate::words::{self, CaseError};

impl Replay {
    pub fn cancel(&self, control: &Control) {
        if let Some(obstacle) = self.names.cancel_obstacle(control) {
            return self.end(obstacle);
        }
        let target = self.names.cancel_target(control);
        let was_unfired = target.status().is_some_and(|status| status.phase == Phase::Unfired);
        // The library finds the target itself, unless there are stand-ins.
        let control = if self.with_stand_ins { &target } else { control };
        self.catch("cancel", || control.cancel());
        if was_unfired && self.names.waits_for_second_cancel(&target) {
            self.end(Difference::MemberGoesOn);
        }
    }

    /// Notes what a canceller raises in `run`.
    pub fn catch(&self, op: &str, run: impl FnOnce()) {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(run)) {
            match payload.downcast_ref::<String>().and_then(|text| words::panic_error(text)) {
                Some(error) => self.raised(op, &CaseError(error).into()),
                None => resume_unwind(payload),
            }
        }
    }

    /// A Deferred that stands in for `d`: when the library cancels it, `d` is
    /// cancelled, which ought to fire it.
    pub fn forward_cancel(
        self: &Rc<Self>,
        d: &str,
        heard: Rc<Cell<bool>>,
    ) -> (Trigger<Json>, Deferred<Json>) {
        let (replay, d) = (self.clone(), d.to_owned());
        Deferred::with_canceller(move |_| {
            let control = replay.names.with(&d, |entry| {
                // For the case that its own canceller panics.
                entry.stand_in_spent = true;
                entry.control.clone()
            });
            if let Some(control) = control.filter(|_| !replay.is_over()) {
                replay.cancel_for_stand_in(&control);
            }
            replay.names.with(&d, |entry| entry.stand_in_spent = false);
            if !heard.get() {
                replay.end(Difference::StandInWaits);
            }
        })
    }

    fn cancel_for_stand_in(&self, control: &Control) {
        match self.names.cancel_obstacle(control) {
            Some(obstacle) => self.end(obstacle),
            None => self.names.cancel_target(control).cancel(),
        }
    }
}
