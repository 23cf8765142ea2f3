//! The events, as they stand on the lines of a trace.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One thing that happened. Deferreds, levels and timers are numbered from 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A Deferred was made.
    Made {
        /// The Deferred.
        deferred: u32,
        /// The function that made it: `pair`, `succeed` and so on.
        by: String,
        /// The line of the program.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Place>,
    },
    /// It got a level.
    Level {
        /// The Deferred.
        deferred: u32,
        /// The level.
        level: u32,
        /// The method: `add_callback` and so on.
        by: String,
        /// The function on the callback rail, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        callback: Option<String>,
        /// The function on the errback rail, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        errback: Option<String>,
        /// The line of the program.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Place>,
    },
    /// It fired.
    Fired {
        /// The Deferred.
        deferred: u32,
        /// With what.
        result: Shown,
        /// The line of the program.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Place>,
    },
    /// It was to be fired, and had fired before.
    TooLate {
        /// The Deferred.
        deferred: u32,
        /// With what.
        result: Shown,
        /// The line of the program.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Place>,
    },
    /// The function of a level was called.
    Called {
        /// The Deferred.
        deferred: u32,
        /// The level.
        level: u32,
        /// What the function was given.
        result: Shown,
    },
    /// A result passed a level by, which has no function on that rail.
    Passed {
        /// The Deferred.
        deferred: u32,
        /// The level.
        level: u32,
        /// The result.
        result: Shown,
    },
    /// The function of a level returned a result.
    Returned {
        /// The Deferred.
        deferred: u32,
        /// The level.
        level: u32,
        /// The result.
        result: Shown,
    },
    /// The function of a level returned another Deferred, which had its result.
    Takes {
        /// The Deferred.
        deferred: u32,
        /// The level.
        level: u32,
        /// The other Deferred.
        from: u32,
        /// Its result.
        result: Shown,
    },
    /// The function of a level returned another Deferred, which has no result yet.
    Waits {
        /// The Deferred.
        deferred: u32,
        /// The level.
        level: u32,
        /// The other Deferred.
        #[serde(rename = "for")]
        other: u32,
    },
    /// A result goes to the Deferred that has waited for it, and that goes on.
    HandsOver {
        /// The Deferred.
        deferred: u32,
        /// The one that has waited.
        to: u32,
        /// The result.
        result: Shown,
    },
    /// Somebody took the result.
    Taken {
        /// The Deferred.
        deferred: u32,
        /// How: `now` or `.await`.
        by: String,
    },
    /// Somebody cancelled it.
    Cancel {
        /// The Deferred.
        deferred: u32,
        /// The Deferred that is cancelled by that: itself, or the one it waits
        /// for; none if it was too late.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reaches: Option<u32>,
    },
    /// Somebody paused it.
    Paused {
        /// The Deferred.
        deferred: u32,
        /// How many pauses there are now.
        pauses: i32,
    },
    /// Somebody took a pause back.
    Unpaused {
        /// The Deferred.
        deferred: u32,
        /// How many pauses there are now.
        pauses: i32,
    },
    /// It went, and left a failure.
    Unhandled {
        /// The Deferred.
        deferred: u32,
        /// The failure.
        result: Shown,
    },
    /// It went, and never had a result.
    Dropped {
        /// The Deferred.
        deferred: u32,
    },
    /// A timer was set.
    TimerSet {
        /// The timer.
        timer: u32,
        /// The time on its clock, in seconds; left out of a recording if it is real.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        now: Option<f64>,
        /// Whether the clock is moved by the program, as in a test.
        #[serde(rename = "virtual")]
        is_virtual: bool,
        /// In how many seconds it is to call.
        delay: f64,
        /// The line of the program.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Place>,
    },
    /// A timer calls its function.
    TimerRan {
        /// The timer.
        timer: u32,
        /// The time on its clock, in seconds; left out of a recording if it is real.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        now: Option<f64>,
        /// Whether the clock is moved by the program.
        #[serde(rename = "virtual")]
        is_virtual: bool,
    },
    /// A timer was cancelled.
    TimerCancelled {
        /// The timer.
        timer: u32,
        /// The time on its clock, in seconds; left out of a recording if it is real.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        now: Option<f64>,
        /// Whether the clock is moved by the program.
        #[serde(rename = "virtual")]
        is_virtual: bool,
    },
    /// A timer was set to another time.
    TimerMoved {
        /// The timer.
        timer: u32,
        /// The time on its clock, in seconds; left out of a recording if it is real.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        now: Option<f64>,
        /// Whether the clock is moved by the program.
        #[serde(rename = "virtual")]
        is_virtual: bool,
        /// When it is to call, on its clock; left out with `now`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<f64>,
    },
    /// More happened, and was not written.
    Cut,
}

/// A result as a trace shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// The rail that it is on.
    pub rail: Rail,
    /// Its type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// A value as `{:?}` shows it, or a failure's message; nothing where the library
    /// does not know how to show that type. A long one ends with `…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// One of the two rails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rail {
    /// The rail of the values.
    Callback,
    /// The rail of the failures.
    Errback,
}

/// A place in a program: `FILE:LINE:COLUMN`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Place(String);

impl Event {
    /// Takes out what differs from run to run.
    pub(super) fn forget_real_time(&mut self) {
        match self {
            Event::TimerSet { now, is_virtual: false, .. }
            | Event::TimerRan { now, is_virtual: false, .. }
            | Event::TimerCancelled { now, is_virtual: false, .. } => *now = None,
            Event::TimerMoved { now, due, is_virtual: false, .. } => (*now, *due) = (None, None),
            _ => {}
        }
    }
}

/// As a reader is shown it.
impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => write!(f, "({})", self.type_name),
        }
    }
}

impl Place {
    /// The file, below the root.
    pub fn file(&self) -> &str {
        self.parts().0
    }

    /// The line, counted from 1; 0 if there is none.
    pub fn line(&self) -> usize {
        self.parts().1
    }

    /// The column, counted from 1 in characters; 0 if there is none.
    pub fn column(&self) -> usize {
        self.parts().2
    }

    fn parts(&self) -> (&str, usize, usize) {
        let mut parts = self.0.rsplitn(3, ':');
        let mut number = || parts.next().and_then(|text| text.parse().ok()).unwrap_or(0);
        let (column, line) = (number(), number());
        (parts.next().unwrap_or(""), line, column)
    }
}
