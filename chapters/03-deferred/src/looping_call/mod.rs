//! [`LoopingCall`]: the same thing again and again, at equal intervals.

mod round;

use std::cell::RefCell;
use std::error::Error;
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use reactor::Time;

use self::round::Round;
use crate::{Deferred, Failure, IntoOutcome, Outcome, Trigger, fail, succeed};

/// Calls a function at equal intervals, until it is stopped or the function fails.
///
/// The next call waits until the function is done; if it returns a [`Deferred`],
/// until that has fired. Calls are never made up for: a function that takes too
/// long is next called at the first multiple of the interval that is still to come.
///
/// This is a handle; clones are handles on the same loop, which goes on when they
/// are dropped.
///
/// ```
/// use std::time::Duration;
/// use deferred::LoopingCall;
/// use reactor::Clock;
///
/// let (clock, second) = (Clock::new(), Duration::from_secs(1));
/// let tick = LoopingCall::new(|| println!("tick"));
/// let ended = tick.start(&clock, second, true); // prints "tick"
///
/// clock.advance(second); // prints "tick"
/// tick.stop();
/// clock.advance(second); // prints nothing
/// assert!(ended.now().unwrap().is_ok());
/// ```
///
/// Twisted: `twisted.internet.task.LoopingCall`.
#[derive(Clone)]
pub struct LoopingCall(Rc<Loop>);

struct Loop {
    function: RefCell<Function>,
    counts: bool,
    /// From a start to its end, which is not before the function is done.
    round: RefCell<Option<Round>>,
}

/// Gets the number of intervals that have passed.
type Function = Box<dyn FnMut(u64) -> Outcome<()>>;

impl LoopingCall {
    /// A loop that has not started. `function` may return whatever a callback may;
    /// its values are dropped. Twisted: `LoopingCall(f)`.
    pub fn new<F, R>(mut function: F) -> Self
    where
        F: FnMut() -> R + 'static,
        R: IntoOutcome,
    {
        Self::build(false, move |_| function())
    }

    /// A loop whose function is told how many intervals have passed since it was
    /// last called: 1, unless some were missed. For an interval of zero it is always
    /// 1. Twisted: `LoopingCall.withCount`.
    pub fn with_count<F, R>(function: F) -> Self
    where
        F: FnMut(u64) -> R + 'static,
        R: IntoOutcome,
    {
        Self::build(true, function)
    }

    fn build<F, R>(counts: bool, mut function: F) -> Self
    where
        F: FnMut(u64) -> R + 'static,
        R: IntoOutcome,
    {
        let function: Function = Box::new(move |count| match function(count).into_outcome() {
            Outcome::Now(result) => Outcome::Now(result.map(drop)),
            Outcome::Later(d) => Outcome::Later(d.add_callback(drop)),
        });
        let function = RefCell::new(function);
        LoopingCall(Rc::new(Loop { function, counts, round: RefCell::default() }))
    }

    /// Calls the function every `interval`, for the first time at once if `now`,
    /// else when one interval has passed. With an interval of zero it is called in
    /// every turn of the reactor.
    ///
    /// The Deferred fires when the loop was stopped, and fails when the function
    /// does, which ends the loop. To cancel it stops the loop. It fails with
    /// [`AlreadyLooping`] when the loop was started before and has not ended.
    ///
    /// Twisted: `start(interval, now=True)`, and the attribute `clock`.
    #[track_caller]
    pub fn start(&self, time: &impl Time, interval: Duration, now: bool) -> Deferred<()> {
        if self.0.round.borrow().is_some() {
            return fail(AlreadyLooping);
        }
        let this = Rc::downgrade(&self.0);
        let (end, ended) = Deferred::with_canceller(move |_| {
            drop(this.upgrade().and_then(|this| this.stop()));
        });
        let round = Round::new(time.timers().clone(), interval, now, end);
        self.0.round.replace(Some(round));
        if now {
            self.0.run();
        } else {
            self.0.schedule();
        }
        ended
    }

    /// Ends the loop: at once if it waits for its time; if the function is at work,
    /// when that is done. A loop that does not run is left as it is.
    ///
    /// Twisted: `stop`.
    pub fn stop(&self) {
        if let Some(end) = self.0.stop() {
            end.callback(());
        }
    }

    /// Counts the intervals from now on: the next call is one interval from now,
    /// unless the function is at work.
    ///
    /// Twisted: `reset`.
    pub fn reset(&self) {
        let call = self.0.round.borrow_mut().as_mut().and_then(|round| round.call.take());
        if let Some(call) = call {
            let _ = call.cancel(); // it is pending, for it has not run
            self.0.restart();
            self.0.schedule();
        }
    }

    /// Whether it was started, and has neither been stopped nor failed.
    ///
    /// Twisted: the attribute `running`.
    pub fn running(&self) -> bool {
        self.0.round.borrow().as_ref().is_some_and(|round| !round.stopped)
    }
}

impl Loop {
    /// Calls the function, and sees to what comes after. That it runs as a level
    /// makes failures of its panics, and waits for what it returns.
    fn run(self: &Rc<Self>) {
        let Some(count) = self.begin() else { return };
        let (this, that) = (Rc::clone(self), Rc::clone(self));
        succeed(())
            .add_callback(move |()| this.call(count))
            .add_both(move |result| that.go_on(result));
    }

    fn begin(&self) -> Option<u64> {
        let mut round = self.round.borrow_mut();
        let round = round.as_mut()?;
        round.call = None;
        Some(round.count())
    }

    /// Nobody else calls it meanwhile: there is one round, and it waits.
    fn call(&self, count: u64) -> Outcome<()> {
        if self.counts && count == 0 {
            return Outcome::Now(Ok(()));
        }
        self.function.borrow_mut()(count)
    }

    fn go_on(self: &Rc<Self>, result: Result<(), Failure>) {
        let stopped = self.round.borrow().as_ref().is_some_and(|round| round.stopped);
        if result.is_ok() && !stopped {
            self.schedule();
        } else if let Some(round) = self.round.take() {
            round.end.settle(result);
        }
    }

    fn schedule(self: &Rc<Self>) {
        let this = Rc::clone(self);
        if let Some(round) = self.round.borrow_mut().as_mut() {
            round.schedule(move || this.run());
        }
    }

    /// Returns the trigger of a round that has ended by this.
    fn stop(&self) -> Option<Trigger<()>> {
        let call = {
            let mut round = self.round.borrow_mut();
            let round = round.as_mut()?;
            round.stopped = true;
            round.call.take()?
        };
        let _ = call.cancel(); // it is pending, for it has not run
        Some(self.round.take()?.end)
    }

    fn restart(&self) {
        if let Some(round) = self.round.borrow_mut().as_mut() {
            round.restart();
        }
    }
}

/// A [`LoopingCall`] was started that runs already. Twisted: an `AssertionError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlreadyLooping;

impl fmt::Display for AlreadyLooping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the looping call runs already")
    }
}

impl Error for AlreadyLooping {}

impl fmt::Debug for LoopingCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoopingCall").field("running", &self.running()).finish_non_exhaustive()
    }
}
