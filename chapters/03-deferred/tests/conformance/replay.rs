//! Runs the program of a case on the real library, and writes down the events.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use deferred::{
    CancellerPanicked, Control, Deferred, Failure, Phase, SharedTrigger, Status, Trigger,
};
use reactor::Clock;
use serde_json::{Value as Json, json};

use crate::case::Op;
use crate::difference::Difference;
use crate::held::{Held, Level};
use crate::lists::Make;
use crate::names::{Entry, Names};
use crate::words;

/// A run of a program. The functions and cancellers of its Deferreds share it.
#[derive(Default)]
pub struct Replay {
    pub names: Names,
    /// Whether a function returns a stand-in in place of a Deferred.
    pub with_stand_ins: bool,
    events: RefCell<Vec<Json>>,
    pub clock: RefCell<Clock>,
    /// How many calls were set for later.
    pub timers: Cell<usize>,
    /// The failures which stand-ins are about to report.
    pub reports: RefCell<Vec<Failure>>,
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
                replay.log(failure);
            }
        });
        replay
    }

    fn log(&self, failure: &Failure) {
        if self.is_expected_report(failure) {
            return;
        }
        let canceller = failure.check::<CancellerPanicked>();
        let (kind, error) = match canceller.and_then(|panic| words::panic_error(panic.message())) {
            Some(error) => ("canceller", error),
            None => ("unhandled", words::error(failure)),
        };
        self.emit(json!({"e": "log", "kind": kind, "error": error}));
    }

    /// Does one operation of the program; returns the events that it led to.
    pub fn top_level(self: &Rc<Self>, op: &Op) -> Vec<Json> {
        self.operate(op);
        for _ in self.reports.take() {
            self.emit(json!({"e": "a failure was not left in a member"}));
        }
        self.events.take()
    }

    pub fn ended_by(&self) -> Option<Difference> {
        self.ended_by.get()
    }

    /// Ends the program, and hands out what it has named. From now on, its
    /// functions only pass on what they get.
    pub fn finish(&self) -> Vec<Entry> {
        self.over.set(true);
        self.clock.take();
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
            Op::DeferredList { d, of, on_callback, on_errback, consume } => {
                let make = match on_callback {
                    true => Make::FirstValue { on_errback: *on_errback },
                    false => Make::Results { on_errback: *on_errback },
                };
                self.make_list(d, of, make, *consume);
            }
            Op::Gather { d, of, consume } => self.make_list(d, of, Make::Values, *consume),
            Op::AddTimeout { d, seconds, on_timeout } => {
                self.add_timeout(d, *seconds, on_timeout.as_ref());
            }
            Op::Later { seconds, ops } => self.call_later(*seconds, ops),
            Op::Advance { seconds } => self.advance(*seconds),
        }
    }

    pub fn name(&self, d: &str, (trigger, deferred): (Trigger<Json>, Deferred<Json>)) {
        let trigger = Some(trigger.shared());
        self.names.insert(Entry { trigger, ..Entry::new(d, deferred) });
    }

    pub fn add(&self, d: &str, level: Level) {
        self.change(d, 1, |held| held.add(level));
    }

    /// Puts so many levels on a Deferred, which is back in its place under its name
    /// before they run: a function may ask for it.
    pub fn change(&self, d: &str, levels: usize, change: impl FnOnce(Held) -> Held) {
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
        let held = change(held);
        self.names.with(d, |entry| {
            entry.held = Some(held);
            entry.levels += levels;
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
        if let Some(to) = self.trigger(to) {
            self.names.with(d, |entry| entry.own_levels = true);
            self.add(d, Level::Chain(to));
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

    /// The same, to give it away. What keeps the others alive then, and within sight,
    /// is their trigger; a list has none.
    pub fn give_away(&self, d: &str) -> Option<Held> {
        if self.names.with(d, |entry| entry.trigger.is_none()) == Some(true) {
            self.end(Difference::StandIn);
            return None;
        }
        self.take_held(d)
    }

    fn fire(&self, d: &str, op: &str, result: Result<Json, Failure>) {
        if let Some(Err(error)) = self.trigger(d).map(|trigger| trigger.settle(result)) {
            self.raised(op, &error.into());
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
        match self.names.with(d, |entry| entry.trigger.clone()) {
            None => self.skip(),
            Some(None) => self.end(Difference::ListFired),
            Some(trigger) => return trigger,
        }
        None
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

    pub fn raised(&self, op: &str, failure: &Failure) {
        self.emit(json!({"e": "raised", "op": op, "error": words::error(failure)}));
    }

    pub fn end(&self, difference: Difference) {
        self.ended_by.set(Some(difference));
    }
}
