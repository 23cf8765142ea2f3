//! Runs the program of a case on the real library, and writes down the events.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;

use deferred::{Control, Deferred, Failure, Phase, SharedTrigger, Status, Trigger};
use serde_json::{Value as Json, json};

use crate::case::Op;
use crate::difference::Difference;
use crate::held::{Held, Level};
use crate::names::{Entry, Names};
use crate::words::{self, CaseError};

/// A run of a program. The functions and cancellers of its Deferreds share it.
#[derive(Default)]
pub struct Replay {
    pub names: Names,
    /// Whether a function returns a stand-in in place of a Deferred.
    pub with_stand_ins: bool,
    events: RefCell<Vec<Json>>,
    /// Set where the program does what ours cannot, or will not.
    ended_by: Cell<Option<Difference>>,
    /// After the program, functions pass on what they get and say nothing.
    over: Cell<bool>,
}

impl Replay {
    pub fn new(with_stand_ins: bool) -> Rc<Self> {
        let replay = Rc::new(Replay { with_stand_ins, ..Replay::default() });
        let log = Rc::downgrade(&replay);
        deferred::on_unhandled(move |failure| {
            if let Some(replay) = log.upgrade() {
                let error = words::error(failure);
                replay.emit(json!({"e": "log", "kind": "unhandled", "error": error}));
            }
        });
        replay
    }

    /// Does one operation of the program; returns the events that it led to.
    pub fn top_level(self: &Rc<Self>, op: &Op) -> Vec<Json> {
        self.operate(op);
        self.events.take()
    }

    pub fn ended_by(&self) -> Option<Difference> {
        self.ended_by.get()
    }

    /// Ends the program, and hands out what it has named. From now on, its
    /// functions only pass on what they get.
    pub fn finish(&self) -> Vec<Entry> {
        self.over.set(true);
        self.names.take_all()
    }

    pub fn is_over(&self) -> bool {
        self.over.get() || self.ended_by.get().is_some()
    }

    /// The errors that were reported since the last operation.
    pub fn unhandled(&self) -> Vec<Json> {
        self.events.take().iter().map(|event| event["error"].clone()).collect()
    }

    pub fn operate(self: &Rc<Self>, op: &Op) {
        if self.is_over() {
            return;
        }
        match op {
            Op::New { d, canceller: None } => self.name(d, Deferred::pair()),
            Op::New { d, canceller: Some(canceller) } => self.make_cancellable(d, canceller),
            Op::Succeed { d, value } => {
                self.name(d, Deferred::pair());
                self.fire(d, "callback", words::result(value));
            }
            Op::Fail { d, error } => {
                self.name(d, Deferred::pair());
                self.fire(d, "errback", Err(words::failure(error)));
            }
            Op::AddCallback { d, f } => self.add(d, Level::Callback(self.call(d, f))),
            Op::AddErrback { d, f } => self.add(d, Level::Errback(self.call(d, f))),
            Op::AddBoth { d, f } => self.add(d, Level::Both(self.call(d, f))),
            Op::AddCallbacks { d, cb, eb } => {
                self.add(d, Level::Callbacks(self.call(d, cb), self.call(d, eb)));
            }
            Op::Callback { d, value } => self.fire(d, "callback", words::result(value)),
            Op::Errback { d, error } => self.fire(d, "errback", Err(words::failure(error))),
            Op::Pause { d } => self.pause(d),
            Op::Unpause { d } => self.unpause(d),
            Op::Cancel { d } => self.with_control(d, |control| self.cancel(control)),
            Op::Chain { d, to } => self.chain(d, to),
            Op::Drop { d } => self.forget(d),
            Op::Unknown => unreachable!("the case was sorted out"),
        }
    }

    pub fn name(&self, d: &str, (trigger, deferred): (Trigger<Json>, Deferred<Json>)) {
        self.names.insert(Entry {
            name: d.to_owned(),
            control: deferred.control(),
            held: Some(Held::Value(deferred)),
            trigger: trigger.shared(),
            levels: 0,
            chained: false,
            running: 0,
            stand_ins: Vec::new(),
            canceller_spent: Rc::default(),
        });
    }

    /// Puts a level on a Deferred, which is back in its place under its name
    /// before the level runs: a function may ask for it.
    fn add(&self, d: &str, level: Level) {
        let Some(status) = self.status_if_settled(d) else {
            return;
        };
        if status.pauses < 0 && status.phase == Phase::Waiting {
            return self.end(Difference::Unbalanced);
        }
        let Some(held) = self.take_held(d) else {
            return;
        };
        let control = held.control();
        let hold_back = status.pauses == 0;
        if hold_back {
            control.pause();
        }
        let held = held.add(level);
        self.names.with(d, |entry| {
            entry.held = Some(held);
            entry.levels += 1;
        });
        if hold_back {
            control.unpause();
        }
    }

    fn pause(&self, d: &str) {
        let Some(status) = self.status_if_settled(d) else {
            return;
        };
        if status.pauses == -1 && matches!(status.phase, Phase::Succeeded | Phase::Failed) {
            return self.end(Difference::Unbalanced);
        }
        self.with_control(d, Control::pause);
    }

    fn unpause(&self, d: &str) {
        let Some(status) = self.status_if_settled(d) else {
            return;
        };
        if status.pauses <= 0 && status.phase == Phase::Waiting {
            return self.end(Difference::Unbalanced);
        }
        self.with_control(d, Control::unpause);
    }

    /// Where a Deferred stands, unless it is about to hand its result over, where
    /// the replay ends.
    fn status_if_settled(&self, d: &str) -> Option<Status> {
        match self.names.with(d, |entry| (entry.status(), entry.is_handing_over())) {
            None => self.skip(),
            Some((_, true)) => self.end(Difference::HandingOver),
            Some((status, false)) => return Some(status),
        }
        None
    }

    fn chain(&self, d: &str, to: &str) {
        match self.trigger(to) {
            Some(to) => {
                self.names.with(d, |entry| entry.chained = true);
                self.add(d, Level::Chain(to));
            }
            None => self.skip(),
        }
    }

    /// The Deferred of that name; if a function has returned it, the replay ends.
    pub fn take_held(&self, d: &str) -> Option<Held> {
        match self.names.with(d, |entry| entry.held.take()) {
            None => self.skip(),
            Some(None) => self.end(Difference::StandIn),
            Some(held) => return held,
        }
        None
    }

    fn fire(&self, d: &str, op: &str, result: Result<Json, Failure>) {
        match self.trigger(d).map(|trigger| trigger.settle(result)) {
            None => self.skip(),
            Some(Ok(())) => {}
            Some(Err(error)) => self.raised(op, &error.into()),
        }
    }

    fn cancel(&self, control: &Control) {
        let (target, spent) = self.names.cancel_target(control);
        if spent && target.status().is_some_and(|status| status.phase == Phase::Unfired) {
            return self.end(Difference::CancelledAgain);
        }
        // The library finds the target itself, unless there are stand-ins.
        let control = if self.with_stand_ins { &target } else { control };
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| control.cancel())) {
            match payload.downcast::<CaseError>() {
                Ok(error) => self.raised("cancel", &(*error).into()),
                Err(payload) => resume_unwind(payload),
            }
        }
    }

    fn forget(&self, d: &str) {
        let Some(entry) = self.names.remove(d) else {
            return self.skip();
        };
        let Status { phase, pauses, .. } = entry.status();
        let first = self.events.borrow().len();
        drop(entry);
        if phase == Phase::Failed && pauses != 0 {
            // Twisted reports it too, unless it was paused when it failed.
            self.events.borrow_mut()[first..].iter_mut().for_each(words::mark_as_optional);
        }
    }

    fn trigger(&self, d: &str) -> Option<SharedTrigger<Json>> {
        self.names.with(d, |entry| entry.trigger.clone())
    }

    fn with_control(&self, d: &str, act: impl FnOnce(&Control)) {
        match self.names.with(d, |entry| entry.control.clone()) {
            Some(control) => act(&control),
            None => self.skip(),
        }
    }

    pub fn emit(&self, event: Json) {
        if self.ended_by.get().is_none() {
            self.events.borrow_mut().push(event);
        }
    }

    pub fn skip(&self) {
        self.emit(json!({"e": "skip"}));
    }

    fn raised(&self, op: &str, failure: &Failure) {
        self.emit(json!({"e": "raised", "op": op, "error": words::error(failure)}));
    }

    pub fn end(&self, difference: Difference) {
        self.ended_by.set(Some(difference));
    }
}
