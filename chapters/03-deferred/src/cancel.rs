//! Cancelling: telling those who work on a result that nobody wants it.

use std::rc::{Rc, Weak};

use crate::chain::{Chain, Progress};
use crate::errors::Cancelled;
use crate::trace;
use crate::trigger::Hold;

/// Who is told that the result of an unfired chain is not wanted any more.
pub(crate) enum Canceller {
    /// Stops the work, and may fire the chain which it is given.
    Work(Work),
    /// Tells the members of a list. What they fire with then, the list fires with;
    /// and those who do not fire can be told again.
    Members(Members),
}

type Work = Box<dyn FnOnce(Rc<Chain>)>;
type Members = Rc<dyn Fn(&Rc<Chain>)>;

/// What there is to cancel in a chain.
enum Target {
    /// The work that was to fire it.
    Itself(Option<Work>),
    /// The members of the list that fires it.
    Members(Members),
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
                Target::Nothing => return trace::cancelled(self, None),
                Target::Itself(canceller) => {
                    trace::cancelled(self, Some(&chain));
                    return chain.cancel_itself(canceller);
                }
                Target::Members(cancel) => {
                    trace::cancelled(self, Some(&chain));
                    return cancel(&chain);
                }
                Target::Inner(inner) => match inner.upgrade() {
                    // They wait in a ring: there is nobody to cancel.
                    Some(inner) if Rc::ptr_eq(&inner, self) => return trace::cancelled(self, None),
                    Some(inner) => chain = inner,
                    None => {
                        trace::cancelled(self, Some(&chain));
                        return chain.stop_waiting();
                    }
                },
            }
        }
    }

    fn cancel_target(&self) -> Target {
        match &mut self.state.borrow_mut().progress {
            Progress::Unfired(canceller) => take_canceller(canceller),
            Progress::Waiting(inner) => Target::Inner(Weak::clone(inner)),
            Progress::Running | Progress::Resting(_) | Progress::Empty => Target::Nothing,
        }
    }

    /// With a canceller, the work knows; without one it will still try to fire,
    /// and that is ignored.
    fn cancel_itself(self: &Rc<Self>, canceller: Option<Work>) {
        // Whatever the canceller drops, the chain is not abandoned: it is fired below.
        let _hold = Hold::new(Rc::clone(self));
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

/// Work is stopped once; a list's members stay within its reach.
fn take_canceller(canceller: &mut Option<Canceller>) -> Target {
    match canceller.take() {
        None => Target::Itself(None),
        Some(Canceller::Work(stop)) => Target::Itself(Some(stop)),
        Some(Canceller::Members(cancel)) => {
            *canceller = Some(Canceller::Members(Rc::clone(&cancel)));
            Target::Members(cancel)
        }
    }
}
