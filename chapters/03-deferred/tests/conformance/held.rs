//! A Deferred under its name, and the levels that are put on it.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use deferred::{Control, Deferred, Failure, Outcome, SharedTrigger};
use reactor::Clock;
use serde_json::Value as Json;

/// A function of a case, ready to be called.
pub type Call = Box<dyn FnOnce(Result<Json, Failure>) -> Outcome<Json>>;

/// What a program may put on a Deferred.
pub enum Level {
    Callback(Call),
    Errback(Call),
    Both(Call),
    Callbacks(Call, Call),
    Chain(SharedTrigger<Json>),
}

/// Counts levels which the program does not know of, and which have not run.
#[derive(Clone, Default)]
pub struct Hidden(Rc<Cell<usize>>);

impl Hidden {
    pub fn map<T: 'static>(&self, d: Deferred<T>, json: fn(T) -> Json) -> Deferred<Json> {
        let count = self.0.clone();
        count.set(count.get() + 1);
        d.add_both(move |result| {
            count.set(count.get() - 1);
            result.map(json)
        })
    }

    pub fn count(&self) -> usize {
        self.0.get()
    }
}

/// What a name stands for. `chain` leaves nothing in the Deferred, and its type
/// says so; JSON calls that `null`.
pub enum Held {
    Value(Deferred<Json>),
    Nothing(Deferred<()>),
}

impl Held {
    pub fn control(&self) -> Control {
        match self {
            Held::Value(d) => d.control(),
            Held::Nothing(d) => d.control(),
        }
    }

    pub fn add(self, level: Level) -> Held {
        match self {
            Held::Value(d) => add_to_value(d, level),
            Held::Nothing(d) => add_to_nothing(d, level),
        }
    }

    pub fn add_timeout(self, delay: Duration, clock: &Clock) -> Held {
        match self {
            Held::Value(d) => Held::Value(d.add_timeout(delay, clock)),
            Held::Nothing(d) => Held::Nothing(d.add_timeout(delay, clock)),
        }
    }

    /// JSON, also where there is nothing. That takes a level, which the program does
    /// not know of.
    pub fn into_value(self, hidden: &Hidden) -> Deferred<Json> {
        match self {
            Held::Value(d) => d,
            Held::Nothing(d) => hidden.map(d, |()| Json::Null),
        }
    }

    pub fn chain(self, to: SharedTrigger<Json>) -> Held {
        self.add(Level::Chain(to))
    }
}

fn add_to_value(d: Deferred<Json>, level: Level) -> Held {
    Held::Value(match level {
        Level::Callback(call) => d.add_callback(|value| call(Ok(value))),
        Level::Errback(call) => d.add_errback(|failure| call(Err(failure))),
        Level::Both(call) => d.add_both(call),
        Level::Callbacks(callback, errback) => {
            d.add_callbacks(|value| callback(Ok(value)), |failure| errback(Err(failure)))
        }
        Level::Chain(to) => return Held::Nothing(d.chain(to)),
    })
}

fn add_to_nothing(d: Deferred<()>, level: Level) -> Held {
    let null = |()| Ok(Json::Null);
    Held::Value(match level {
        Level::Callback(call) => d.add_callback(|()| call(Ok(Json::Null))),
        Level::Errback(call) => d.add_callbacks(null, |failure| call(Err(failure))),
        Level::Both(call) => d.add_both(move |result| call(result.and_then(null))),
        Level::Callbacks(callback, errback) => {
            d.add_callbacks(|()| callback(Ok(Json::Null)), |failure| errback(Err(failure)))
        }
        Level::Chain(to) => {
            let fire = move |result: Result<(), Failure>| Ok(to.settle(result.and_then(null))?);
            return Held::Nothing(d.add_both(fire));
        }
    })
}
