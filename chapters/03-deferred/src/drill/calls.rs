//! The functions of a program, as somebody's Deferreds call them.

use std::rc::Rc;

use super::player::{Player, Rail, emit, word};
use super::program::Act;
use super::{OwnDeferred, Parcel, Step, nothing};
use crate::Failure;

impl<D: OwnDeferred> Player<D> {
    /// Calls a function that stands at `place`, a Deferred and its level.
    pub fn call(self: &Rc<Self>, name: &str, place: &str, rail: Rail, result: Parcel) -> Step<D> {
        emit(&format!("call {name} {place} {} {}", rail.name(), word(&result)));
        let Some(function) = self.functions.get(name) else { return Step::Next(result) };
        self.depth.set(self.depth.get() + 1);
        for op in &function.first {
            self.operate(op);
        }
        self.depth.set(self.depth.get() - 1);
        if !function.first.is_empty() {
            emit(&format!("end {name}"));
        }
        self.act(&function.act, result)
    }

    fn act(&self, act: &Act, result: Parcel) -> Step<D> {
        Step::Next(match act {
            Act::Pass => result,
            Act::Give(value) => Ok(value.clone()),
            Act::Wrap => Ok(format!("[{}]", word(&result))),
            Act::Raise(error) => Err(Failure::from(error.clone())),
            Act::Trap { types, value } => result.or_else(|failure| trap(failure, types, value)),
            Act::Fired(value) => return fired(Ok(value.clone())),
            Act::Failed(error) => return fired(Err(Failure::from(error.clone()))),
            Act::Wait(d) => match self.get(d) {
                Some(deferred) => return Step::Wait(deferred),
                None => nothing(),
            },
        })
    }
}

fn fired<D: OwnDeferred>(result: Parcel) -> Step<D> {
    let deferred = D::new();
    if deferred.fire(result).is_err() {
        emit("refused");
    }
    Step::Wait(deferred)
}

fn trap(failure: Failure, types: &[String], value: &str) -> Parcel {
    let text = failure.to_string();
    let own = text.split(':').next().unwrap_or_default();
    if types.iter().any(|one| one == own) { Ok(value.to_owned()) } else { Err(failure) }
}
