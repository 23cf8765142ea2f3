//! One round of a looping call, and its arithmetic.

use std::time::Duration;

use reactor::{DelayedCall, Time, Timers};

use crate::Trigger;

/// From a start to its end.
pub(super) struct Round {
    timers: Timers,
    interval: Nanos,
    start: Nanos,
    /// When the function was last told of intervals.
    told: Nanos,
    /// `None` while the function is at work.
    pub(super) call: Option<DelayedCall>,
    pub(super) stopped: bool,
    pub(super) end: Trigger<()>,
}

/// Signed, since a loop that runs at once counts from an interval before its start.
type Nanos = i128;

impl Round {
    pub(super) fn new(timers: Timers, interval: Duration, now: bool, end: Trigger<()>) -> Self {
        let (start, interval) = (nanos(timers.seconds()), nanos(interval));
        let told = if now { start - interval } else { start };
        Round { timers, interval, start, told, call: None, stopped: false, end }
    }

    /// Sets the next call.
    pub(super) fn schedule(&mut self, run: impl FnOnce() + 'static) {
        self.call = Some(self.timers.call_later(self.until_next(), run));
    }

    /// Counts the intervals from now on.
    pub(super) fn restart(&mut self) {
        self.start = self.now();
    }

    fn now(&self) -> Nanos {
        nanos(self.timers.seconds())
    }

    /// How many intervals have passed since the function was told.
    pub(super) fn count(&mut self) -> u64 {
        let now = self.now();
        if self.interval == 0 {
            return 1;
        }
        let count = self.index(now) - self.index(self.told);
        if count > 0 {
            self.told = now;
        }
        u64::try_from(count).unwrap_or(0)
    }

    /// The number of the interval in which `time` lies.
    fn index(&self, time: Nanos) -> Nanos {
        (time - self.start) / self.interval
    }

    /// To the first multiple of the interval that is still to come.
    fn until_next(&self) -> Duration {
        if self.interval == 0 {
            return Duration::ZERO;
        }
        let left = self.interval - (self.now() - self.start) % self.interval;
        Duration::from_nanos(u64::try_from(left).unwrap_or(u64::MAX))
    }
}

fn nanos(duration: Duration) -> Nanos {
    Nanos::try_from(duration.as_nanos()).unwrap_or(Nanos::MAX)
}
