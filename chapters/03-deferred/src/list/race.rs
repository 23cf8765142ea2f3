//! [`race`]: the first value there is, and the others are not wanted any more.

use std::error::Error;
use std::fmt;
use std::panic::Location;

use super::members::cancel_caught;
use super::{DeferredList, FirstValue};
use crate::{Control, Deferred, Failure};

/// The first value that a member has, with the member's place in the list; the
/// others are cancelled.
///
/// Where all of them fail, the race fails with [`AllFailed`]. Cancelling it cancels
/// all members. Without members it never fires.
///
/// ```
/// use deferred::{Deferred, race};
///
/// let (one, first) = Deferred::pair();
/// let (two, second) = Deferred::pair();
/// let fastest = race([first, second]);
///
/// two.callback("two");
/// one.callback("one"); // too late: it was cancelled
/// assert_eq!(fastest.now().unwrap().unwrap(), (1, "two"));
/// ```
///
/// Twisted: `race`.
#[track_caller]
pub fn race<T: 'static>(members: impl IntoIterator<Item = Deferred<T>>) -> Deferred<(usize, T)> {
    let place = Location::caller();
    let members: Vec<_> = members.into_iter().collect();
    let controls: Vec<_> = members.iter().map(Deferred::control).collect();
    let first = DeferredList::of(members).consume_errors().fire_on_one_callback();
    first.add_callback(move |first| match first {
        FirstValue::Value { index, value } => {
            cancel_others(&controls, index, place);
            Ok((index, value))
        }
        FirstValue::AllFailed(failures) => Err(Failure::made_for(place, AllFailed { failures })),
    })
}

fn cancel_others(controls: &[Control], winner: usize, place: &'static Location<'static>) {
    let others = controls.iter().enumerate().filter(|(index, _)| *index != winner);
    others.for_each(|(_, control)| cancel_caught(control, place));
}

/// Nobody won a [`race`]. Twisted: `FailureGroup`.
#[derive(Clone, Debug)]
pub struct AllFailed {
    /// What the members failed with, in the order of the list.
    pub failures: Vec<Failure>,
}

impl fmt::Display for AllFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "all {} Deferreds of a race failed", self.failures.len())
    }
}

impl Error for AllFailed {}
