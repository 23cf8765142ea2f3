//! What a trace tells of Deferreds: each is made, gets its levels, fires, and so
//! on. Where a trace goes, and when there is none, is told in [`reactor::trace`].
//!
//! The rest of the crate calls the functions of this file at the few places where
//! something happens. They ask whether anybody wants to know, and leave all else to
//! [`tell`], out of the way. Nothing in a chain or in a level serves a trace: what
//! it has to remember (a number for each Deferred) lies in a [`table`] of its own,
//! and the functions' names are in the types of the levels ([`rails`]).
//!
//! A parcel is shown to a trace by giving it away and taking it back: if its address
//! were taken, the loop that runs the levels could not keep it in registers.
//!
//! A `result` is an object: its `rail`, its `type`, and its `text` where we know how
//! to show that type.
//!
//! | event | when |
//! |---|---|
//! | `made` | there is a new Deferred |
//! | `level` | a level is added |
//! | `fired` | it fires, with `result` |
//! | `too_late` | it was to be fired again |
//! | `called`, `passed` | the level's function is called with `result`, or passed by |
//! | `returned` | the function returned `result` |
//! | `takes` | the function returned the Deferred `from`, which had its `result` |
//! | `waits` | the function returned the Deferred `for`, which has none yet |
//! | `hands_over` | its `result` goes to the Deferred `to`, which has waited |
//! | `taken` | somebody took the result, by `now` or `.await` |
//! | `cancel` | it is cancelled; this reaches the Deferred `reaches`, if any |
//! | `paused`, `unpaused` | its pauses are now `pauses` |
//! | `unhandled` | it goes, and leaves a failure |
//! | `dropped` | it goes, and never had a result |

mod names;
mod rails;
mod table;
mod tell;
mod values;

pub(crate) use rails::{Both, Callback, Callbacks, Errback, Functions, Rails};
pub(crate) use tell::run;
pub(crate) use values::Shown;

pub(crate) use reactor::trace::is_on;

use crate::chain::Chain;
use crate::level::{Level, Parcel};

/// The value with which a Deferred is made, before it goes into its chain.
#[inline]
pub(crate) fn show(parcel: Parcel) -> (Parcel, Option<Shown>) {
    if is_on() { tell::show(parcel) } else { (parcel, None) }
}

/// A Deferred is made by the function `by`, perhaps with a result.
#[inline]
#[track_caller]
pub(crate) fn made(chain: &Chain, by: &str, result: Option<Shown>) {
    if is_on() {
        tell::made(chain, by, result);
    }
}

/// A level is added.
#[inline]
#[track_caller]
pub(crate) fn added(chain: &Chain, level: &dyn Level) {
    if is_on() {
        tell::added(chain, level);
    }
}

/// Somebody fires it, for the first time or not.
#[inline]
#[track_caller]
pub(crate) fn fired(chain: &Chain, parcel: Parcel) -> Parcel {
    if is_on() { tell::fired(chain, parcel) } else { parcel }
}

/// A function returned the Deferred `inner`, and so got its result, or waits.
#[inline]
pub(crate) fn lent(chain: &Chain, inner: &Chain, parcel: Option<Parcel>) -> Option<Parcel> {
    if is_on() { tell::lent(chain, inner, parcel) } else { parcel }
}

/// The result goes to the Deferred that has waited for it.
#[inline]
pub(crate) fn handed_over(chain: &Chain, waiter: &Chain, parcel: Parcel) -> Parcel {
    if is_on() { tell::handed_over(chain, waiter, parcel) } else { parcel }
}

/// Somebody took the result, by `now` or by `.await`.
#[inline]
pub(crate) fn taken(chain: &Chain, by: &str) {
    if is_on() {
        tell::taken(chain, by);
    }
}

/// Somebody cancels `chain`, which reaches `inner`, or nobody.
#[inline]
pub(crate) fn cancelled(chain: &Chain, inner: Option<&Chain>) {
    if is_on() {
        tell::cancelled(chain, inner);
    }
}

/// It is paused (`paused`), or a pause is taken back (`unpaused`).
#[inline]
pub(crate) fn paused(chain: &Chain, event: &str) {
    if is_on() {
        tell::paused(chain, event);
    }
}

/// The last handle is gone.
#[inline]
pub(crate) fn dropped(chain: &Chain) {
    if is_on() {
        tell::dropped(chain);
    }
}
