//! The errors that a Deferred itself can bring.

use std::any::Any;
use std::error::Error;
use std::fmt;

/// The Deferred was cancelled before it fired. Twisted: `CancelledError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

impl fmt::Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the Deferred was cancelled")
    }
}

impl Error for Cancelled {}

/// The Deferred has fired already. Twisted: `AlreadyCalledError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlreadyCalled;

impl fmt::Display for AlreadyCalled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the Deferred has fired already")
    }
}

impl Error for AlreadyCalled {}

/// Nobody can bring the result any more: the last trigger was dropped unfired, or
/// that of the Deferred which this one waits for.
///
/// No function of the chain is called with it, for nothing has happened. Only
/// somebody who stands and waits for the result, by `.await`, has to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abandoned;

impl fmt::Display for Abandoned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the trigger was dropped without firing")
    }
}

impl Error for Abandoned {}

/// A function of the chain returned the very Deferred whose level it is.
///
/// That Deferred would wait for itself, and so for ever. Twisted warns that
/// this "will raise an exception in the future"; here it is the failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReturnedItself;

impl fmt::Display for ReturnedItself {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a callback returned its own Deferred, which would wait for itself")
    }
}

impl Error for ReturnedItself {}

/// A function of the chain panicked, or the future that was to bring the result.
/// The other levels run on, on the errback rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked {
    who: &'static str,
    message: String,
}

impl Panicked {
    pub(crate) fn from_payload(who: &'static str, payload: &(dyn Any + Send)) -> Self {
        Panicked { who, message: message(payload) }
    }

    /// The text that `panic!` was given.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Panicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} panicked: {}", self.who, self.message)
    }
}

impl Error for Panicked {}

/// A canceller panicked while a list cancelled its members. The others were
/// cancelled all the same, so there is only [`on_unhandled`](crate::on_unhandled)
/// to be told.
///
/// Twisted logs "Exception raised from user supplied canceller".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancellerPanicked {
    message: String,
}

impl CancellerPanicked {
    pub(crate) fn from_payload(payload: &(dyn Any + Send)) -> Self {
        CancellerPanicked { message: message(payload) }
    }

    /// The text that `panic!` was given.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for CancellerPanicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a canceller panicked: {}", self.message)
    }
}

impl Error for CancellerPanicked {}

/// What a caught panic carries: text from `panic!`, anything at all from
/// `panic_any`, of which we then know nothing.
fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("not with a text").to_owned()
}
