//! [`DelayedCall`]: a handle on a call that has not run yet.

use super::queue::{Call, Nanos, Queue, State, as_duration, as_nanos};
use std::error::Error;
use std::fmt;
use std::rc::{Rc, Weak};
use std::time::Duration;

/// A call that will run later, and may still be cancelled or moved.
///
/// Dropping the handle leaves the call as it is; clones are handles on the
/// same call, and equal.
///
/// Twisted: `IDelayedCall`.
#[derive(Clone)]
pub struct DelayedCall {
    pub(super) call: Rc<Call>,
    pub(super) queue: Weak<Queue>,
}

impl DelayedCall {
    /// Makes sure that the call never runs, and drops its function.
    ///
    /// # Errors
    ///
    /// [`NotPending`], when it has run (or is running), or was cancelled before.
    pub fn cancel(&self) -> Result<(), NotPending> {
        self.require_pending()?;
        let function = match self.queue.upgrade() {
            Some(queue) => queue.cancel(&self.call),
            None => self.call.finish(State::Cancelled),
        };
        // What the function owns may cancel other calls while it goes.
        drop(function);
        Ok(())
    }

    /// Runs the call `from_now` from now instead.
    ///
    /// This costs next to nothing: the queue is put in order when somebody
    /// next looks at it. So an idle timeout can be reset at every packet.
    ///
    /// # Errors
    ///
    /// [`NotPending`], as for [`cancel`](Self::cancel).
    pub fn reset(&self, from_now: Duration) -> Result<(), NotPending> {
        self.move_to(|queue, _| queue.now_nanos().saturating_add(as_nanos(from_now)))
    }

    /// Runs the call `by` later than it would have run.
    ///
    /// # Errors
    ///
    /// [`NotPending`], as for [`cancel`](Self::cancel).
    pub fn delay(&self, by: Duration) -> Result<(), NotPending> {
        self.move_to(|_, deadline| deadline.saturating_add(as_nanos(by)))
    }

    /// Runs the call `by` earlier than it would have run; if that is in the
    /// past, as soon as possible.
    ///
    /// Twisted: `delay` with a negative number, which a [`Duration`] cannot be.
    ///
    /// # Errors
    ///
    /// [`NotPending`], as for [`cancel`](Self::cancel).
    pub fn bring_forward(&self, by: Duration) -> Result<(), NotPending> {
        self.move_to(|_, deadline| deadline.saturating_sub(as_nanos(by)))
    }

    /// Whether the call is still to run. False while its function runs.
    pub fn active(&self) -> bool {
        self.call.state() == State::Pending
    }

    /// When the call is due, or was, in the time of
    /// [`Time::seconds`](super::Time::seconds); never less than zero.
    ///
    /// Twisted: `getTime`.
    pub fn time(&self) -> Duration {
        as_duration(self.call.deadline())
    }

    fn move_to(&self, deadline: impl FnOnce(&Queue, Nanos) -> Nanos) -> Result<(), NotPending> {
        self.require_pending()?;
        if let Some(queue) = self.queue.upgrade() {
            queue.move_call(&self.call, deadline(&queue, self.call.deadline()));
        }
        Ok(())
    }

    fn require_pending(&self) -> Result<(), NotPending> {
        match self.call.state() {
            State::Pending => Ok(()),
            State::Called => Err(NotPending::AlreadyCalled),
            State::Cancelled => Err(NotPending::AlreadyCancelled),
        }
    }
}

impl PartialEq for DelayedCall {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.call, &other.call)
    }
}

impl Eq for DelayedCall {}

impl fmt::Debug for DelayedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DelayedCall({:?} at {:?})", self.call.state(), self.time())
    }
}

/// Why a [`DelayedCall`] could not be cancelled or moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPending {
    /// It has run, or is running. Twisted: `error.AlreadyCalled`.
    AlreadyCalled,
    /// It was cancelled. Twisted: `error.AlreadyCancelled`.
    AlreadyCancelled,
}

impl fmt::Display for NotPending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotPending::AlreadyCalled => "the delayed call has run already",
            NotPending::AlreadyCancelled => "the delayed call was cancelled already",
        })
    }
}

impl Error for NotPending {}
