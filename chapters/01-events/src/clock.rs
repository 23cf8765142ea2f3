//! [`Clock`]: what the loop asks for the time.

use std::time::{Duration, Instant};

/// Tells the time and lets it pass.
///
/// The loop needs both: "what time is it?" to find the timers that are due, and
/// "let this much time pass" to reach the next one. With the second question
/// behind the same trait, a clock may move its hands at once instead of waiting,
/// and a test of an hour's timers takes no time.
pub trait Clock {
    /// The time now.
    fn now(&self) -> Instant;

    /// Lets `timeout` pass, and returns how much of it is left for the caller to
    /// sleep through. The loop sleeps while it watches its sockets.
    fn wait(&self, timeout: Duration) -> Duration;
}

/// The machine's own clock. It leaves all the waiting to the caller.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn wait(&self, timeout: Duration) -> Duration {
        timeout
    }
}
