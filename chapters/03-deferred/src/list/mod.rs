//! Waiting for many: [`gather_results`], [`deferred_list`], and [`DeferredList`]
//! for all of Twisted's flags; and [`race`].
//!
//! `members` holds what they have in common, `first_error` and `race` the errors.

mod builder;
mod first_error;
mod members;
mod race;

pub use builder::{DeferredList, FirstValue};
pub use first_error::FirstError;
pub use race::{AllFailed, race};

use crate::{Deferred, Failure};

/// The values of all members, in the order in which they were asked, whatever the
/// order in which they fire.
///
/// The first member that fails makes the whole fail, at once, with [`FirstError`].
/// Its failure also stays where it was, and is
/// [reported as unhandled](crate::on_unhandled), unless it is
/// [consumed](DeferredList::consume_errors). Without members the list of no values
/// is there at once.
///
/// ```
/// use deferred::{Deferred, gather_results};
///
/// let (one, first) = Deferred::pair();
/// let (two, second) = Deferred::pair();
/// let both = gather_results([first, second]);
///
/// two.callback("two");
/// assert!(both.now().is_none());
/// one.callback("one");
/// assert_eq!(both.now().unwrap().unwrap(), ["one", "two"]);
/// ```
///
/// Cancelling it cancels all members, see [`DeferredList`].
///
/// Twisted: `gatherResults`.
#[track_caller]
pub fn gather_results<T: 'static>(
    members: impl IntoIterator<Item = Deferred<T>>,
) -> Deferred<Vec<T>> {
    DeferredList::of(members).values()
}

/// How each of the members ended, in the order in which they were asked, as soon
/// as the last has fired. It never fails.
///
/// A member's failure is here in a clone. It also stays where it was, and is
/// [reported as unhandled](crate::on_unhandled), unless it is
/// [consumed](DeferredList::consume_errors). Without members the list of no results
/// is there at once.
///
/// ```
/// use deferred::{DeferredList, deferred_list, fail, succeed};
///
/// let all = deferred_list([succeed(1), succeed(2)]).now().unwrap().unwrap();
/// assert_eq!(all.len(), 2);
///
/// let mixed = DeferredList::of([succeed(1), fail("no answer")]).consume_errors().results();
/// let mixed = mixed.now().unwrap().unwrap();
/// assert_eq!(*mixed[0].as_ref().unwrap(), 1);
/// assert_eq!(mixed[1].as_ref().unwrap_err().to_string(), "no answer");
/// ```
///
/// Cancelling it cancels all members, see [`DeferredList`].
///
/// Twisted: `DeferredList`, whose pairs `(success, value)` are `Result`s here.
#[track_caller]
pub fn deferred_list<T: 'static>(
    members: impl IntoIterator<Item = Deferred<T>>,
) -> Deferred<Vec<Result<T, Failure>>> {
    DeferredList::of(members).results()
}
