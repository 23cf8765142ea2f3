//! The functions and cancellers of a program, as the library calls them.

use std::cell::Cell;
use std::panic::resume_unwind;
use std::rc::Rc;

use deferred::{Deferred, Failure, Outcome, Phase, Trigger};
use serde_json::{Value as Json, json};

use crate::case::{Act, CancelAct, Canceller, Function};
use crate::difference::Difference;
use crate::held::{Call, Held};
use crate::replay::Replay;
use crate::words;

impl Replay {
    /// A function for the next level of `d`.
    pub fn call(self: &Rc<Self>, d: &str, function: &Function) -> Call {
        let (replay, d, function) = (self.clone(), d.to_owned(), function.clone());
        let level = self.names.with(&d, |entry| entry.levels);
        Box::new(move |argument| {
            if replay.is_over() {
                return Outcome::Now(argument);
            }
            let side = if argument.is_ok() { "cb" } else { "eb" };
            let arg = words::value(&argument);
            let f = &function.f;
            replay
                .emit(json!({"e": "call", "f": f, "d": d, "lv": level, "side": side, "arg": arg}));
            replay.run_function(&function, &d, argument)
        })
    }

    /// Runs a function of `d`.
    pub fn run_function(
        self: &Rc<Self>,
        function: &Function,
        d: &str,
        argument: Result<Json, Failure>,
    ) -> Outcome<Json> {
        self.names.with(d, |entry| entry.running += 1);
        let outcome = self.act(function, &function.act, d, argument);
        self.names.with(d, |entry| entry.running -= 1);
        outcome
    }

    fn act(
        self: &Rc<Self>,
        function: &Function,
        act: &Act,
        own: &str,
        argument: Result<Json, Failure>,
    ) -> Outcome<Json> {
        Outcome::Now(match act {
            Act::Pass | Act::Reraise => argument,
            Act::Value { value } => Ok(value.clone()),
            Act::Wrap => Ok(json!([words::value(&argument)])),
            Act::Raise { error } | Act::Fail { error } => Err(words::failure(error)),
            Act::Trap { types, value } => argument.or_else(|failure| trap(failure, types, value)),
            Act::Succeed { value } => return Outcome::Later(deferred::succeed(value.clone())),
            Act::Failed { error } => {
                return Outcome::Later(deferred::fail(words::failure(error)));
            }
            Act::Deferred { d } => return self.return_deferred(d, own),
            Act::Run { ops, then } => {
                for op in ops {
                    self.operate(op);
                }
                self.emit(json!({"e": "end", "f": function.f}));
                return self.act(function, then, own, argument);
            }
        })
    }

    /// Returns the Deferred `d` from a function of the Deferred `own`.
    fn return_deferred(self: &Rc<Self>, d: &str, own: &str) -> Outcome<Json> {
        let status = self.names.with(d, |entry| entry.status());
        if d == own {
            self.end(Difference::ReturnedItself);
        } else if status.is_some_and(|s| s.phase == Phase::Running) {
            self.end(Difference::ReturnedRunning);
        } else if self.with_stand_ins {
            if let Some(held) = self.take_held(d) {
                return Outcome::Later(self.stand_in(d, held, own));
            }
        } else if let Some(held) = self.give_away(d) {
            match held {
                Held::Value(deferred) => return Outcome::Later(deferred),
                Held::Nothing(_) => self.end(Difference::StandIn),
            }
        }
        Outcome::Now(Ok(Json::Null))
    }

    /// A new Deferred that gets the result of `held`, so that the name `d` can keep
    /// what is left of it. To cancel it is to cancel `d`.
    fn stand_in(self: &Rc<Self>, d: &str, held: Held, own: &str) -> Deferred<Json> {
        let heard = Rc::new(Cell::new(false));
        let (to, stand_in) = self.forward_cancel(d, heard.clone());
        let (replay, name, waiter) = (self.clone(), d.to_owned(), own.to_owned());
        let stand_in = stand_in.add_both(move |result| {
            heard.set(true);
            replay.look_out_for_pause(&name, &waiter);
            result
        });
        let rest = held.chain(to.shared());
        self.names.with(d, |entry| {
            entry.held = Some(rest);
            entry.stand_ins.push(stand_in.control());
        });
        stand_in
    }

    /// If `waiter` is paused, or `d` itself, Twisted leaves the levels behind the
    /// handover for later.
    fn look_out_for_pause(&self, d: &str, waiter: &str) {
        let paused = |name| self.names.with(name, |entry| entry.status().pauses != 0);
        let has_more = self.names.with(d, |entry| entry.status().levels > 0);
        if has_more == Some(true) && [paused(d), paused(waiter)].contains(&Some(true)) {
            self.end(Difference::PausedHandover);
        }
    }

    pub fn make_cancellable(self: &Rc<Self>, d: &str, canceller: &Canceller) {
        let (replay, name, canceller) = (self.clone(), d.to_owned(), canceller.clone());
        let pair = Deferred::with_canceller(move |trigger| {
            replay.emit(json!({"e": "canceller", "c": canceller.c, "d": name}));
            replay.act_on(&name, &canceller.act, trigger);
        });
        self.name(d, pair);
    }

    fn act_on(&self, d: &str, act: &CancelAct, trigger: Trigger<Json>) {
        match act {
            CancelAct::Noop => {}
            CancelAct::Callback { value } => trigger.settle(words::result(value)),
            CancelAct::Errback { error } => trigger.errback(words::failure(error)),
            CancelAct::Raise { error } => {
                self.names.with(d, |entry| entry.canceller_spent.set(true));
                // As `panic!`, but without a message on stderr.
                resume_unwind(Box::new(words::panic_text(error)));
            }
        }
    }
}

fn trap(failure: Failure, types: &[String], value: &Json) -> Result<Json, Failure> {
    let error = words::error(&failure);
    if types.iter().any(|name| error["type"] == name.as_str()) {
        Ok(value.clone())
    } else {
        Err(failure)
    }
}
