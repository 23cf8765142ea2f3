//! Deferreds and the clock: [`defer_later`], and the timeouts of a [`Deferred`].

use std::cell::{Cell, OnceCell};
use std::panic::Location;
use std::rc::Rc;
use std::time::Duration;

use reactor::{DelayedCall, Time};

use crate::{Cancelled, Deferred, Failure, IntoOutcome, Outcome, TimedOut};

/// Calls `function` when `delay` has passed, and fires with what it returns.
///
/// Cancelled before, it never calls the function.
///
/// ```
/// use std::time::Duration;
/// use deferred::defer_later;
/// use reactor::Clock;
///
/// let clock = Clock::new();
/// let tea = defer_later(&clock, Duration::from_secs(180), || "take the bag out");
/// clock.advance(Duration::from_secs(179));
/// assert!(tea.now().is_none());
/// clock.advance(Duration::from_secs(1));
/// assert_eq!(tea.now().unwrap().unwrap(), "take the bag out");
/// ```
///
/// Twisted: `task.deferLater`.
#[track_caller]
pub fn defer_later<F, R>(time: &impl Time, delay: Duration, function: F) -> Deferred<R::Value>
where
    F: FnOnce() -> R + 'static,
    R: IntoOutcome,
{
    let call = Rc::new(OnceCell::<DelayedCall>::new());
    let to_cancel = Rc::clone(&call);
    let (trigger, d) = Deferred::with_canceller(move |_| {
        // A canceller is called before the Deferred fires, so the call is pending,
        // unless somebody else has cancelled it.
        let _ = to_cancel.get().map(DelayedCall::cancel);
    });
    let _ = call.set(time.call_later(delay, move || trigger.callback(())));
    d.add_callback(move |()| function())
}

impl<T: 'static> Deferred<T> {
    /// Cancels this Deferred when `delay` has passed without a result, which then
    /// is [`TimedOut`] in place of [`Cancelled`].
    ///
    /// The levels that are there already share the time; those that are added later
    /// do not count. A canceller, or a level above, that answers the cancel with
    /// something else than `Cancelled` is left alone. A result that comes too late does
    /// no harm, and one that comes in time stops the timer.
    ///
    /// ```
    /// use std::time::Duration;
    /// use deferred::{Deferred, TimedOut};
    /// use reactor::Clock;
    ///
    /// let clock = Clock::new();
    /// let (trigger, answer) = Deferred::<u32>::pair();
    /// let answer = answer.add_timeout(Duration::from_secs(5), &clock);
    ///
    /// clock.advance(Duration::from_secs(5));
    /// trigger.callback(42); // nobody wants it any more
    /// let failure = answer.now().unwrap().unwrap_err();
    /// assert_eq!(failure.check(), Some(&TimedOut { after: Some(Duration::from_secs(5)) }));
    /// ```
    ///
    /// Twisted: `addTimeout(timeout, clock)`.
    #[track_caller]
    pub fn add_timeout(self, delay: Duration, time: &impl Time) -> Deferred<T> {
        let place = Location::caller();
        self.add_timeout_with(delay, time, move |result, after| match result {
            Err(failure) if failure.check::<Cancelled>().is_some() => {
                Err(Failure::made_for(place, TimedOut { after: Some(after) }))
            }
            result => result,
        })
    }

    /// The same, but after a timeout it is `on_timeout` that makes the result. It is
    /// called with the result that there is then, and with `delay`.
    ///
    /// That result is [`Cancelled`], as a rule. But it may be another one, even a
    /// value, if a canceller or a level above made something of the cancel.
    ///
    /// ```
    /// use std::time::Duration;
    /// use deferred::Deferred;
    /// use reactor::Clock;
    ///
    /// let clock = Clock::new();
    /// let (_trigger, headline) = Deferred::<String>::pair();
    /// let headline = headline.add_timeout_with(Duration::from_secs(2), &clock, |_, after| {
    ///     format!("no news for {after:?}")
    /// });
    ///
    /// clock.advance(Duration::from_secs(2));
    /// assert_eq!(headline.now().unwrap().unwrap(), "no news for 2s");
    /// ```
    ///
    /// Twisted: `addTimeout(timeout, clock, onTimeoutCancel)`.
    #[track_caller]
    pub fn add_timeout_with<F, R>(
        self,
        delay: Duration,
        time: &impl Time,
        on_timeout: F,
    ) -> Deferred<T>
    where
        F: FnOnce(Result<T, Failure>, Duration) -> R + 'static,
        R: IntoOutcome<Value = T>,
    {
        let timed_out = Rc::new(Cell::new(false));
        let call = time.call_later(delay, time_out(&self, &timed_out));
        self.add_both(move |result| {
            if timed_out.get() {
                on_timeout(result, delay).into_outcome()
            } else {
                Outcome::Now(result)
            }
        })
        .add_both(move |result| {
            // It has run, if this is its doing.
            let _ = call.cancel();
            result
        })
    }
}

/// What the timer does.
fn time_out<T>(d: &Deferred<T>, timed_out: &Rc<Cell<bool>>) -> impl FnOnce() + use<T> {
    let (control, timed_out) = (d.control(), Rc::clone(timed_out));
    move || {
        timed_out.set(true);
        control.cancel();
    }
}
