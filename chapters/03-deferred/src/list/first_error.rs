//! [`FirstError`]: which member of a list failed, and how.

use std::error::Error;
use std::fmt;

use crate::Failure;

/// A member of a list failed, before the list had all results.
///
/// ```
/// use deferred::{Deferred, DeferredList, FirstError, fail};
///
/// let (_never, slow) = Deferred::<u32>::pair();
/// let both = DeferredList::of([slow, fail("no answer")]).consume_errors().values();
///
/// let failure = both.now().unwrap().unwrap_err();
/// let first = failure.check::<FirstError>().unwrap();
/// assert_eq!((first.index, first.failure.to_string()), (1, "no answer".to_owned()));
/// ```
///
/// Twisted: `FirstError`.
#[derive(Clone, Debug)]
pub struct FirstError {
    /// The member's place in the list, counted from 0.
    pub index: usize,
    /// What it failed with. Twisted: `subFailure`.
    pub failure: Failure,
}

impl fmt::Display for FirstError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the Deferred at index {} failed first: {}", self.index, self.failure)
    }
}

impl Error for FirstError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.failure.error())
    }
}

/// Two are equal if they speak of one failure, at the same place.
impl PartialEq for FirstError {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && Failure::ptr_eq(&self.failure, &other.failure)
    }
}

impl Eq for FirstError {}
