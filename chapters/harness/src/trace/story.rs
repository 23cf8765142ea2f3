//! A trace told in scenes: what one Deferred does until another one, or a timer,
//! has its turn. Terminal and book draw the same scenes, each in its own way.

mod teller;
mod words;

use super::Trace;
use super::event::{Rail, Shown};

/// A trace, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// The file in which the first Deferred or timer was made. Places in it are told
    /// by their line alone.
    pub file: Option<String>,
    /// What happens, in order.
    pub scenes: Vec<Scene>,
}

/// What happens until another one has its turn.
#[derive(Debug, Clone, PartialEq)]
pub enum Scene {
    /// A Deferred does something.
    Deferred {
        /// Which, and why now.
        title: Title,
        /// What it does.
        rows: Vec<Row>,
    },
    /// A timer does something, or the trace ends too early: a sentence.
    Between(String),
}

/// The words above a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The Deferred's number.
    pub deferred: u32,
    /// What is said of it behind the number.
    pub words: String,
}

/// One row of the table with the two rails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A result stands on its rail.
    Result {
        /// Where it comes from: `fired`, another Deferred (`#2`), or nothing if it
        /// comes from the level above.
        label: String,
        /// The result.
        result: Shown,
        /// Whether it has changed the rail.
        crossed: bool,
    },
    /// A level.
    Level {
        /// Its number.
        number: u32,
        /// What it is made of.
        functions: Functions,
        /// What became of it.
        moment: Moment,
    },
    /// A sentence across both rails.
    Note(String),
}

/// The functions of a level, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Functions {
    /// On the callback rail.
    pub callback: Option<String>,
    /// On the errback rail.
    pub errback: Option<String>,
}

/// What becomes of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The function on this rail is called.
    Called(Rail),
    /// The result passes by on this rail.
    Passed(Rail),
    /// Nothing has come to it.
    NotReached,
}

impl Story {
    /// Tells a trace.
    pub fn of(trace: &Trace) -> Story {
        teller::tell(&trace.events)
    }
}
