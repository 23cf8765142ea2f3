//! Time: calls that run later, by the real clock or by one that tests turn.
//!
//! [`Time`] is the contract, [`Clock`] the clock for tests, and the
//! [`Reactor`](crate::Reactor) the real one. Both keep their [`DelayedCall`]s
//! in the same queue, [`Timers`], so a test sees the order that a real run has.

mod clock;
mod delayed_call;
mod queue;
mod timers;
mod told;

pub use clock::Clock;
pub use delayed_call::{DelayedCall, NotPending};
pub use timers::Timers;

use std::time::Duration;

/// Something that knows the time and can call back later.
///
/// Code that waits takes an `&impl Time`, so that a test can hand it a
/// [`Clock`] and need not wait.
///
/// Twisted: `IReactorTime`.
pub trait Time {
    /// The queue that holds the pending calls. It is all that has to be given;
    /// the rest follows from it.
    fn timers(&self) -> &Timers;

    /// The time passed since this clock was made.
    ///
    /// Twisted: `seconds()`, which counts from 1970 in the real reactor. Only
    /// differences are of use to a timer, and those must not jump when
    /// somebody sets the computer's clock.
    fn seconds(&self) -> Duration {
        self.timers().now()
    }

    /// Calls `function` once, `delay` from now.
    ///
    /// ```
    /// use reactor::{Clock, Time};
    /// use std::time::Duration;
    ///
    /// let clock = Clock::new();
    /// let call = clock.call_later(Duration::from_secs(5), || println!("five"));
    /// clock.advance(Duration::from_secs(4));
    /// assert!(call.active());
    /// clock.advance(Duration::from_secs(1)); // prints "five"
    /// assert!(!call.active());
    /// ```
    ///
    /// Twisted: `callLater`.
    #[track_caller]
    fn call_later(&self, delay: Duration, function: impl FnOnce() + 'static) -> DelayedCall
    where
        Self: Sized,
    {
        self.timers().add(delay, Box::new(function))
    }

    /// The calls that have neither run nor been cancelled, next one first.
    ///
    /// Twisted: `getDelayedCalls`.
    fn delayed_calls(&self) -> Vec<DelayedCall> {
        self.timers().pending()
    }
}

/// Lets code that holds only a `&dyn Time` set timers through
/// [`Time::timers`].
impl Time for Timers {
    fn timers(&self) -> &Timers {
        self
    }
}
