//! A program of a drill: what is done to Deferreds, which have names.

use std::collections::BTreeMap;
use std::rc::Rc;

/// A program.
#[derive(Default)]
pub struct Program {
    pub name: String,
    pub lines: Vec<Line>,
    pub functions: BTreeMap<String, Function>,
}

/// A line, as it is printed and as it is done.
pub struct Line {
    pub text: String,
    pub op: Rc<Op>,
}

/// Something done to a Deferred.
pub enum Op {
    New(String),
    /// The functions on the callback rail and on the errback rail.
    Level(String, Option<String>, Option<String>),
    Value(String, String),
    Failure(String, String),
}

/// A function: what it does first, and what it returns.
pub struct Function {
    pub first: Vec<Rc<Op>>,
    pub act: Rc<Act>,
}

/// What a function makes of what it got.
pub enum Act {
    Pass,
    Give(String),
    Wrap,
    Raise(String),
    Trap { types: Vec<String>, value: String },
    Fired(String),
    Failed(String),
    Wait(String),
}
