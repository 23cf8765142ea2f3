//! Cancelling: telling those who work on a result that nobody wants it.

use std::rc::{Rc, Weak};

use crate::chain::{Chain, Progress};
use crate::errors::Cancelled;

/// Stops the work, and may fire the chain which it is given.
pub(crate) type Canceller = Box<dyn FnOnce(Rc<Chain>)>;

/// What there is to cancel in a chain.
enum Target {
    /// The work that was to fire it.
    Itself(Option<Canceller>),
    /// What the chain waits for.
    Inner(Weak<Chain>),
    /// It has its result.
    Nothing,
}

impl Chain {
    /// Cancels the innermost chain that this one waits for, or else this one.
    /// Twisted: `Deferred.cancel`.
    pub(crate) fn cancel(self: &Rc<Self>) {
        let mut chain = Rc::clone(self);
        loop {
            match chain.cancel_target() {
                Target::Nothing => return,
                Target::Itself(canceller) => return chain.cancel_itself(canceller),
                Target::Inner(inner) => match inner.upgrade() {
                    // They wait in a ring: there is nobody to cancel.
                    Some(inner) if Rc::ptr_eq(&inner, self) => return,
                    Some(inner) => chain = inner,
                    None => return chain.stop_waiting(),
                },
            }
        }
    }

    fn cancel_target(&self) -> Target {
        match &mut self.state.borrow_mut().progress {
            Progress::Unfired(canceller) => Target::Itself(canceller.take()),
            Progress::Waiting(inner) => Target::Inner(Weak::clone(inner)),
            Progress::Running | Progress::Resting(_) | Progress::Empty => Target::Nothing,
        }
    }

    /// With a canceller, the work knows; without one it will still try to fire,
    /// and that is ignored.
    fn cancel_itself(self: &Rc<Self>, canceller: Option<Canceller>) {
        match canceller {
            Some(canceller) => canceller(Rc::clone(self)),
            None => self.state.borrow_mut().ignore_next_fire = true,
        }
        // Too late, and rightly so, if the canceller has fired.
        let _ = self.fire(Err(Cancelled.into()));
    }

    /// What this chain waits for was dropped unfired, so that nobody else will
    /// ever end the waiting.
    fn stop_waiting(self: &Rc<Self>) {
        self.state.borrow_mut().progress = Progress::Resting(Err(Cancelled.into()));
        self.run();
    }
}
