//! Firing: [`Trigger`], and [`SharedTrigger`] for when two may be the first.

use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;

use crate::chain::Chain;
use crate::level::pack;
use crate::{AlreadyCalled, Failure};

/// Fires a [`Deferred`](crate::Deferred), once: firing consumes it, so that the
/// second time does not compile.
///
/// ```compile_fail,E0382
/// let (trigger, _d) = deferred::Deferred::pair();
/// trigger.callback(1);
/// trigger.callback(2); // error[E0382]: use of moved value: `trigger`
/// ```
///
/// Where the result has come too late, since the Deferred was cancelled, it is
/// dropped in silence. A trigger that is dropped unfired runs no callback; only
/// who awaits the Deferred is told, by [`Abandoned`](crate::Abandoned).
///
/// Twisted: the half of `Deferred` that `callback` and `errback` belong to.
#[must_use = "a Deferred whose trigger is dropped never fires"]
pub struct Trigger<T> {
    hold: Hold,
    value: PhantomData<fn(T)>,
}

impl<T: 'static> Trigger<T> {
    /// Fires with a value. Twisted: `Deferred.callback`.
    #[track_caller]
    pub fn callback(self, value: T) {
        self.settle(Ok(value));
    }

    /// Fires with a failure: any error, or plain text. Twisted:
    /// `Deferred.errback`.
    #[track_caller]
    pub fn errback(self, error: impl Into<Failure>) {
        self.settle(Err(error.into()));
    }

    /// Fires with one or the other. Twisted: `callback`, which takes a `Failure`
    /// for a failure.
    #[track_caller]
    pub fn settle(self, result: Result<T, Failure>) {
        // There is one trigger, so only a cancel can have been here before.
        let _ = self.hold.0.fire(pack(result));
    }

    /// A trigger that can be cloned.
    pub fn shared(self) -> SharedTrigger<T> {
        SharedTrigger { hold: self.hold, value: PhantomData }
    }
}

impl<T> Trigger<T> {
    pub(crate) fn new(chain: Rc<Chain>) -> Self {
        Trigger { hold: Hold::new(chain), value: PhantomData }
    }
}

/// A trigger in several hands: the first to fire wins, the others are told so at
/// run time.
///
/// ```
/// let (trigger, d) = deferred::Deferred::pair();
/// let answer = trigger.shared();
/// let too_late = answer.clone();
///
/// assert_eq!(answer.callback("here I am"), Ok(()));
/// assert_eq!(too_late.errback("no answer"), Err(deferred::AlreadyCalled));
/// assert_eq!(d.now().unwrap().unwrap(), "here I am");
/// ```
pub struct SharedTrigger<T> {
    hold: Hold,
    value: PhantomData<fn(T)>,
}

impl<T: 'static> SharedTrigger<T> {
    /// Fires with a value. Twisted: `Deferred.callback`.
    ///
    /// # Errors
    ///
    /// [`AlreadyCalled`], when the Deferred has fired before, or its canceller was
    /// called. After a cancel *without* a canceller the first call is accepted and
    /// ignored, for nobody could know.
    #[track_caller]
    pub fn callback(&self, value: T) -> Result<(), AlreadyCalled> {
        self.settle(Ok(value))
    }

    /// Fires with a failure. Twisted: `Deferred.errback`.
    ///
    /// # Errors
    ///
    /// As [`callback`](SharedTrigger::callback).
    #[track_caller]
    pub fn errback(&self, error: impl Into<Failure>) -> Result<(), AlreadyCalled> {
        self.settle(Err(error.into()))
    }

    /// Fires with one or the other.
    ///
    /// # Errors
    ///
    /// As [`callback`](SharedTrigger::callback).
    #[track_caller]
    pub fn settle(&self, result: Result<T, Failure>) -> Result<(), AlreadyCalled> {
        self.hold.0.fire(pack(result))
    }
}

impl<T> Clone for SharedTrigger<T> {
    fn clone(&self) -> Self {
        SharedTrigger { hold: self.hold.clone(), value: PhantomData }
    }
}

/// What every trigger has: its part in a chain, which counts them. So it is known
/// when the last has gone, and a task need not wait for it for ever.
pub(crate) struct Hold(Rc<Chain>);

impl Hold {
    pub(crate) fn new(chain: Rc<Chain>) -> Self {
        chain.triggers.update(|count| count + 1);
        Hold(chain)
    }
}

impl Clone for Hold {
    fn clone(&self) -> Self {
        Hold::new(Rc::clone(&self.0))
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.0.triggers.update(|count| count - 1);
        self.0.wake_task();
    }
}

impl<T: 'static> From<Trigger<T>> for SharedTrigger<T> {
    fn from(trigger: Trigger<T>) -> Self {
        trigger.shared()
    }
}

impl<T> fmt::Debug for Trigger<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trigger").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for SharedTrigger<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedTrigger").finish_non_exhaustive()
    }
}
