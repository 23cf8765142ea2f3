//! [`Timers`]: delayed calls, for the real clock and the virtual one alike.

use super::DelayedCall;
use super::queue::{Call, Function, Nanos, Queue, Source, as_duration};
use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// A queue of delayed calls with its clock. Cloning gives another handle on
/// the same queue.
#[derive(Clone)]
pub struct Timers(Rc<Queue>);

impl Timers {
    /// A queue whose clock stands still until it is moved.
    pub(super) fn standing() -> Self {
        Self(Rc::new(Queue::new(Source::Standing(Cell::new(0)))))
    }

    /// A queue on the computer's clock.
    pub(crate) fn running() -> Self {
        Self(Rc::new(Queue::new(Source::Running(Instant::now()))))
    }

    pub(super) fn now(&self) -> Duration {
        as_duration(self.0.now_nanos())
    }

    pub(super) fn move_on(&self, by: Duration) {
        self.0.move_on(by);
    }

    #[track_caller]
    pub(super) fn add(&self, delay: Duration, function: Function) -> DelayedCall {
        self.handle(self.0.add(delay, function))
    }

    pub(super) fn pending(&self) -> Vec<DelayedCall> {
        self.0.pending().into_iter().map(|call| self.handle(call)).collect()
    }

    fn handle(&self, call: Rc<Call>) -> DelayedCall {
        DelayedCall { call, queue: Rc::downgrade(&self.0) }
    }

    /// Takes the next call out of the queue if it is due now.
    pub(super) fn pop_due(&self) -> Option<Function> {
        self.0.pop_due(self.0.now_nanos())
    }

    /// Hands each call that is due now to `run`. What is set meanwhile waits
    /// for the next turn, or a call that sets itself anew with no delay would
    /// keep the sockets waiting for ever.
    pub(crate) fn run_due(&self, run: impl Fn(Function)) {
        let now: Nanos = self.0.now_nanos();
        for _ in 0..self.0.count_due(now) {
            let Some(function) = self.0.pop_due(now) else { return };
            run(function);
        }
    }

    /// How long nothing will be due; `None` when no call is pending.
    pub(crate) fn until_next(&self) -> Option<Duration> {
        let next = self.0.next_deadline()?;
        Some(as_duration(next.saturating_sub(self.0.now_nanos())))
    }

    /// Waits until something is due earlier than [`until_next`](Self::until_next)
    /// said.
    pub(crate) async fn earlier(&self) {
        self.0.earlier().await;
    }

    /// Drops every pending call, and with it whatever its function holds.
    pub(crate) fn clear(&self) {
        self.0.clear();
    }
}
