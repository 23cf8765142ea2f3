//! [`DeferredList`]: a list of Deferreds, with Twisted's flags.

use std::panic::Location;

use super::members::{self, Rules, Whole};
use crate::{Deferred, Failure};

/// A list of Deferreds, on its way to be one Deferred.
///
/// Say how it deals with failures, then what it shall fire with:
///
/// | Twisted | here | fires with |
/// |---|---|---|
/// | `DeferredList(ds)` | [`deferred_list`](crate::deferred_list), or [`results`](Self::results) | a `Result` for each member |
/// | `gatherResults(ds)` | [`gather_results`](crate::gather_results), or [`values`](Self::values) | the values |
/// | `fireOnOneCallback=True` | [`fire_on_one_callback`](Self::fire_on_one_callback) | [`FirstValue`] |
/// | `fireOnOneErrback=True` | [`fire_on_one_errback`](Self::fire_on_one_errback) | [`FirstError`](crate::FirstError), if one fails |
/// | `consumeErrors=True` | [`consume_errors`](Self::consume_errors) | |
///
/// ```
/// use deferred::{DeferredList, FirstValue, fail, succeed};
///
/// let mirrors = [fail("mirror 1 is down"), succeed("the file"), succeed("the file, too")];
/// let first = DeferredList::of(mirrors).consume_errors().fire_on_one_callback();
/// assert_eq!(
///     first.now().unwrap().unwrap().value(),
///     Some((1, "the file")),
/// );
/// ```
///
/// **Members are given away**: a value moves into the list, and nothing is left in
/// its member. Members that have fired already count at once.
///
/// **Cancelling** a list that has not fired cancels every member, and what they fire
/// with then is what the list fires with. A canceller that panics does not keep the
/// others from being cancelled: that is reported as
/// [`CancellerPanicked`](crate::CancellerPanicked), and its member stays unfired, so
/// that the list may never fire. A member that nobody can fire any more, since its
/// trigger was dropped, counts as [`Cancelled`](crate::Cancelled) then.
#[must_use = "the list is made by `results`, `values` or `fire_on_one_callback`"]
pub struct DeferredList<T> {
    members: Vec<Deferred<T>>,
    fire_on_one_errback: bool,
    consume_errors: bool,
}

impl<T: 'static> DeferredList<T> {
    /// A list of these, with no flag set.
    pub fn of(members: impl IntoIterator<Item = Deferred<T>>) -> Self {
        let members = members.into_iter().collect();
        DeferredList { members, fire_on_one_errback: false, consume_errors: false }
    }

    /// Does not wait for the others once a member fails: the list fails with
    /// [`FirstError`](crate::FirstError) then. Twisted: `fireOnOneErrback`.
    pub fn fire_on_one_errback(self) -> Self {
        DeferredList { fire_on_one_errback: true, ..self }
    }

    /// Takes the members' failures out of them, as it always takes their values. The
    /// list is then the only one to know of a failure, and nothing is reported as
    /// unhandled on the member's behalf. Twisted: `consumeErrors`.
    pub fn consume_errors(self) -> Self {
        DeferredList { consume_errors: true, ..self }
    }

    /// Fires with the results of all members, in the order of the list.
    #[track_caller]
    pub fn results(self) -> Deferred<Vec<Result<T, Failure>>> {
        self.join(None, Ok)
    }

    /// Fires with the values of all members, in the order of the list, or fails with
    /// the [`FirstError`](crate::FirstError). Twisted: `gatherResults`.
    #[track_caller]
    pub fn values(self) -> Deferred<Vec<T>> {
        let whole = |results: Vec<Result<T, Failure>>| results.into_iter().collect();
        self.fire_on_one_errback().join(None, whole)
    }

    /// Fires with the first value there is, and does not wait for the others, which
    /// go on and are heard no more. An empty list never fires.
    /// Twisted: `fireOnOneCallback`.
    #[track_caller]
    pub fn fire_on_one_callback(self) -> Deferred<FirstValue<T>> {
        let one = |index, value| FirstValue::Value { index, value };
        self.join(Some(one), |results| {
            let failures = results.into_iter().filter_map(Result::err).collect();
            Ok(FirstValue::AllFailed(failures))
        })
    }

    #[track_caller]
    fn join<U: 'static>(self, one: Option<fn(usize, T) -> U>, whole: Whole<T, U>) -> Deferred<U> {
        let DeferredList { members, fire_on_one_errback, consume_errors } = self;
        let made_at = Location::caller();
        members::join(members, Rules { one, whole, fire_on_one_errback, consume_errors, made_at })
    }
}

/// What [`fire_on_one_callback`](DeferredList::fire_on_one_callback) comes to.
///
/// In Twisted it is a pair of value and index, or else the list of all results: two
/// shapes that a callback has to tell apart.
#[derive(Clone, Debug)]
pub enum FirstValue<T> {
    /// The first member that had a value.
    Value {
        /// The member's place in the list, counted from 0.
        index: usize,
        /// Its value.
        value: T,
    },
    /// Nobody had one: these are the failures, in the order of the list.
    AllFailed(Vec<Failure>),
}

impl<T> FirstValue<T> {
    /// The place and the value, if there is one.
    pub fn value(self) -> Option<(usize, T)> {
        match self {
            FirstValue::Value { index, value } => Some((index, value)),
            FirstValue::AllFailed(_) => None,
        }
    }
}

impl<T> crate::Plain for FirstValue<T> {}
