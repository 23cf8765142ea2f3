//! The clock of a program.

use std::rc::Rc;
use std::time::Duration;

use deferred::Outcome;
use reactor::Time;
use serde_json::json;

use crate::case::{Function, Op};
use crate::held::{Call, Held};
use crate::replay::Replay;
use crate::words;

impl Replay {
    pub fn add_timeout(self: &Rc<Self>, d: &str, seconds: u64, on_timeout: Option<&Function>) {
        self.look_before_timeout(d, seconds);
        self.names.with(d, |entry| entry.own_levels = true);
        let (delay, clock) = (Duration::from_secs(seconds), self.clock.borrow().clone());
        let Some(function) = on_timeout else {
            return self.change(d, 2, |held| held.add_timeout(delay, &clock));
        };
        let call = self.call_on_timeout(d, seconds, function);
        let hidden = self.names.with(d, |entry| entry.hidden.clone()).unwrap_or_default();
        self.change(d, 2, |held| {
            let value = held.into_value(&hidden);
            Held::Value(value.add_timeout_with(delay, &clock, |argument, _| call(argument)))
        });
    }

    /// Looks, before the library cancels, whether it can do so as Twisted does.
    fn look_before_timeout(self: &Rc<Self>, d: &str, seconds: u64) {
        let Some(control) = self.names.with(d, |entry| entry.control.clone()) else { return };
        let replay = Rc::downgrade(self);
        self.clock.borrow().call_later(Duration::from_secs(seconds), move || {
            let Some(replay) = replay.upgrade().filter(|replay| !replay.is_over()) else { return };
            if let Some(obstacle) = replay.names.cancel_obstacle(&control) {
                replay.end(obstacle);
            }
        });
    }

    fn call_on_timeout(self: &Rc<Self>, d: &str, seconds: u64, function: &Function) -> Call {
        let (replay, d, function) = (self.clone(), d.to_owned(), function.clone());
        Box::new(move |argument| {
            if replay.is_over() {
                return Outcome::Now(argument);
            }
            let arg = words::value(&argument);
            let f = &function.f;
            replay.emit(json!({"e": "on_timeout", "f": f, "d": d, "arg": arg, "seconds": seconds}));
            replay.run_function(&function, &d, argument)
        })
    }

    pub fn call_later(self: &Rc<Self>, seconds: u64, ops: &[Op]) {
        let (replay, ops) = (Rc::downgrade(self), ops.to_vec());
        self.timers.set(self.timers.get() + 1);
        let n = self.timers.get();
        self.clock.borrow().call_later(Duration::from_secs(seconds), move || {
            let Some(replay) = replay.upgrade() else { return };
            replay.emit(json!({"e": "timer", "n": n}));
            for op in &ops {
                replay.operate(op);
            }
        });
    }

    pub fn advance(&self, seconds: u64) {
        let clock = self.clock.borrow().clone();
        self.catch("advance", || clock.advance(Duration::from_secs(seconds)));
    }
}
