//! A Deferred under its name, and the levels that are put on it.

use deferred::{Control, Deferred, Failure, Outcome, SharedTrigger};
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
