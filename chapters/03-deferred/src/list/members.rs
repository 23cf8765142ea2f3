//! The members of a list, what they have brought so far, and when that is enough.
//!
//! Who keeps whom alive: a member has a level that owns the [`Members`] and the
//! list's trigger; the list knows its members by weak handles only, to cancel them.
//! So nothing goes in a circle, and a list lives as long as somebody can fire one of
//! its members.

use std::cell::RefCell;
use std::error::Error;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::rc::Rc;

use super::FirstError;
use crate::cancel::Canceller;
use crate::errors::CancellerPanicked;
use crate::{Cancelled, Control, Deferred, Failure, SharedTrigger, Trigger, unhandled};

pub(super) type Whole<T, U> = fn(Vec<Result<T, Failure>>) -> Result<U, Failure>;

/// When a list of `T` fires, and with what `U`.
pub(super) struct Rules<T, U> {
    /// What to make of one value. `None`: one is not enough.
    pub(super) one: Option<fn(usize, T) -> U>,
    /// What to make of all results.
    pub(super) whole: Whole<T, U>,
    pub(super) fire_on_one_errback: bool,
    pub(super) consume_errors: bool,
    /// Who made the list: the place where its failures are made.
    pub(super) made_at: &'static Location<'static>,
}

struct Members<T, U> {
    controls: Vec<Control>,
    rules: Rules<T, U>,
    /// The results so far. `None` once the list has fired.
    results: RefCell<Option<Results<T>>>,
}

struct Results<T> {
    slots: Vec<Option<Result<T, Failure>>>,
    missing: usize,
}

/// Makes one Deferred of many. Twisted: `DeferredList.__init__`.
#[track_caller]
pub(super) fn join<T: 'static, U: 'static>(
    deferreds: Vec<Deferred<T>>,
    rules: Rules<T, U>,
) -> Deferred<U> {
    let members = Rc::new(Members::new(&deferreds, rules));
    let told = Rc::clone(&members);
    let cancel = Rc::new(move |list: &Rc<_>| told.cancel(&Trigger::new(Rc::clone(list)).shared()));
    let (trigger, list) = Deferred::unfired("a list", Some(Canceller::Members(cancel)));
    let trigger = trigger.shared();
    if deferreds.is_empty() && members.rules.one.is_none() {
        members.fire(members.take_all(), &trigger);
    }
    for (index, deferred) in deferreds.into_iter().enumerate() {
        let (members, trigger) = (Rc::clone(&members), trigger.clone());
        deferred.add_both(move |result| members.hear(index, result, &trigger));
    }
    list
}

impl<T: 'static, U: 'static> Members<T, U> {
    fn new(deferreds: &[Deferred<T>], rules: Rules<T, U>) -> Self {
        let controls = deferreds.iter().map(Deferred::control).collect();
        let slots = deferreds.iter().map(|_| None).collect();
        let results = Results { slots, missing: deferreds.len() };
        Members { controls, rules, results: RefCell::new(Some(results)) }
    }

    /// A member has fired. Returns what is left in it.
    fn hear(
        &self,
        index: usize,
        result: Result<T, Failure>,
        list: &SharedTrigger<U>,
    ) -> Result<(), Failure> {
        let rest = match &result {
            Err(failure) if !self.rules.consume_errors => Err(failure.clone()),
            _ => Ok(()),
        };
        self.take_in(index, result, list);
        rest
    }

    /// Twisted: `DeferredList._cbDeferred`.
    fn take_in(&self, index: usize, result: Result<T, Failure>, list: &SharedTrigger<U>) {
        if self.has_fired() {
            return;
        }
        match (result, self.rules.one) {
            (Ok(value), Some(one)) => self.fire(Ok(one(index, value)), list),
            (Err(failure), _) if self.rules.fire_on_one_errback => {
                self.fire(Err(self.fail(FirstError { index, failure })), list);
            }
            (result, _) => {
                if self.is_last(index, result) {
                    self.fire(self.take_all(), list);
                }
            }
        }
    }

    fn has_fired(&self) -> bool {
        self.results.borrow().is_none()
    }

    /// Keeps a result; whether it was the last that was missing.
    fn is_last(&self, index: usize, result: Result<T, Failure>) -> bool {
        let mut results = self.results.borrow_mut();
        let Some(Results { slots, missing }) = results.as_mut() else { return false };
        slots[index] = Some(result);
        *missing -= 1;
        *missing == 0
    }

    fn take_all(&self) -> Result<U, Failure> {
        let slots = self.results.take().map(|results| results.slots);
        (self.rules.whole)(slots.into_iter().flatten().flatten().collect())
    }

    /// Results which are no longer wanted are dropped here, when nothing is borrowed.
    fn fire(&self, outcome: Result<U, Failure>, list: &SharedTrigger<U>) {
        let _unwanted = self.results.take();
        // It has not fired before, or there would have been no results.
        let _ = list.settle(outcome);
    }

    /// Goes on to the last member, even when the list has fired meanwhile.
    /// Twisted: `DeferredList.cancel`.
    fn cancel(&self, list: &SharedTrigger<U>) {
        for (index, control) in self.controls.iter().enumerate() {
            cancel_caught(control, self.rules.made_at);
            if control.status().is_none() && self.misses(index) {
                self.take_in(index, Err(self.fail(Cancelled)), list);
            }
        }
    }

    fn misses(&self, index: usize) -> bool {
        self.results.borrow().as_ref().is_some_and(|results| results.slots[index].is_none())
    }

    fn fail(&self, error: impl Error + Send + Sync + 'static) -> Failure {
        Failure::made_for(self.rules.made_at, error)
    }
}

/// Cancels a member on behalf of a list. What its canceller panics with is reported,
/// so that the other members can be cancelled as well.
pub(super) fn cancel_caught(control: &Control, place: &'static Location<'static>) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| control.cancel())) {
        let panic = CancellerPanicked::from_payload(&*payload);
        unhandled::report(&Failure::made_for(place, panic));
    }
}
