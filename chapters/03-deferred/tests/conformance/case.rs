//! The form of a case: a program of operations on Deferreds, and what Twisted did.
//!
//! Values, errors and events stay JSON, as they stand in the file: to compare
//! them is all that we do with them.

use serde::Deserialize;
use serde_json::Value as Json;

/// One line of the file.
#[derive(Deserialize)]
pub struct Case {
    pub id: String,
    pub tags: Vec<String>,
    pub program: Vec<Op>,
    /// For each operation of the program, the events that it led to.
    pub trace: Vec<Vec<Json>>,
    /// How each Deferred stands at the end.
    #[serde(rename = "final")]
    pub last: Vec<Json>,
    /// The errors that were reported when all Deferreds were dropped.
    pub unhandled: Vec<Json>,
}

/// Something done to Deferreds, which have names (`d`, `to`, `of`).
#[derive(Clone, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Op {
    New {
        d: String,
        canceller: Option<Canceller>,
    },
    Succeed {
        d: String,
        value: Json,
    },
    Fail {
        d: String,
        error: Json,
    },
    AddCallback {
        d: String,
        f: Function,
    },
    AddErrback {
        d: String,
        f: Function,
    },
    AddBoth {
        d: String,
        f: Function,
    },
    AddCallbacks {
        d: String,
        cb: Function,
        eb: Function,
    },
    Callback {
        d: String,
        value: Json,
    },
    Errback {
        d: String,
        error: Json,
    },
    Pause {
        d: String,
    },
    Unpause {
        d: String,
    },
    Cancel {
        d: String,
    },
    Chain {
        d: String,
        to: String,
    },
    /// Makes a list `d` with Twisted's flags: `fireOnOneCallback`…
    DeferredList {
        d: String,
        of: Vec<String>,
        on_callback: bool,
        on_errback: bool,
        consume: bool,
    },
    Gather {
        d: String,
        of: Vec<String>,
        consume: bool,
    },
    AddTimeout {
        d: String,
        seconds: u64,
        on_timeout: Option<Function>,
    },
    /// Does `ops` when the clock has come so far.
    Later {
        seconds: u64,
        ops: Vec<Op>,
    },
    Advance {
        seconds: u64,
    },
    Drop {
        d: String,
    },
}

/// A function that is put on a level, named `f`.
#[derive(Clone, Deserialize)]
pub struct Function {
    pub f: String,
    #[serde(flatten)]
    pub act: Act,
}

/// What a function does with its argument, and returns.
#[derive(Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Act {
    /// The argument.
    Pass,
    Value {
        value: Json,
    },
    /// The argument in a list.
    Wrap,
    Raise {
        error: Json,
    },
    Fail {
        error: Json,
    },
    /// The argument, raised if it is a failure.
    Reraise,
    /// `value` for a failure of one of these types.
    Trap {
        types: Vec<String>,
        value: Json,
    },
    /// A new Deferred, fired already.
    Succeed {
        value: Json,
    },
    Failed {
        error: Json,
    },
    /// The Deferred of that name.
    Deferred {
        d: String,
    },
    /// Does `ops` first.
    Run {
        ops: Vec<Op>,
        then: Box<Act>,
    },
}

/// A canceller, named `c`.
#[derive(Clone, Deserialize)]
pub struct Canceller {
    pub c: String,
    #[serde(flatten)]
    pub act: CancelAct,
}

/// What a canceller does with its Deferred.
#[derive(Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum CancelAct {
    Noop,
    Callback { value: Json },
    Errback { error: Json },
    Raise { error: Json },
}

impl Case {
    pub fn has_tag(&self, tag: &str) -> bool {
        self.tags.iter().any(|t| t == tag)
    }
}
