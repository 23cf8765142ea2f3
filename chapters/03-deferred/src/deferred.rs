//! [`Deferred`]: the typed face of a chain.

use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;

use crate::cancel::Canceller;
use crate::chain::{Chain, Progress};
use crate::level::{Node, pack, unpack};
use crate::trace::{self, Both, Callback, Callbacks, Errback, Rails};
use crate::{Control, Failure, IntoOutcome, Outcome, SharedTrigger, Status, Trigger};

/// A result that is not there yet, and the functions that will be called with it.
///
/// Each function is put on a level below the ones before. A value runs down the
/// callback rail, a failure down the errback rail; at every level a function may
/// bring it over to the other one.
///
/// Since a function may change the type of the value, adding one consumes the
/// Deferred and returns it with its new type:
///
/// ```
/// use deferred::Deferred;
///
/// let (trigger, d) = Deferred::pair();
/// let d = d.add_callback(|text: &str| Ok(text.parse::<u32>()?));
/// let d = d.add_callback(|number| number * 2);
/// let d = d.add_errback(|_failure| 0);
///
/// trigger.callback("21");
/// assert_eq!(d.now().unwrap().unwrap(), 42);
/// ```
///
/// A Deferred that is dropped still runs, for its [`Trigger`] keeps it alive; a
/// failure that is left at its end then is
/// [reported as unhandled](crate::on_unhandled).
///
/// Twisted: `twisted.internet.defer.Deferred`.
pub struct Deferred<T> {
    chain: Rc<Chain>,
    result: PhantomData<fn() -> T>,
}

impl<T: 'static> Deferred<T> {
    /// A Deferred, and the trigger that fires it. Twisted: `Deferred()`.
    #[track_caller]
    pub fn pair() -> (Trigger<T>, Deferred<T>) {
        Self::unfired("pair", None)
    }

    /// The same, for work that can be stopped: [`cancel`](Deferred::cancel) calls
    /// `canceller`, which may fire the Deferred with what it thinks fit. If it
    /// does not, the Deferred fails with [`Cancelled`](crate::Cancelled).
    ///
    /// A canceller that panics panics out of `cancel`, and leaves the Deferred
    /// unfired.
    ///
    /// Twisted: `Deferred(canceller)`.
    #[track_caller]
    pub fn with_canceller(
        canceller: impl FnOnce(Trigger<T>) + 'static,
    ) -> (Trigger<T>, Deferred<T>) {
        let stop = Box::new(|chain| canceller(Trigger::new(chain)));
        Self::unfired("with_canceller", Some(Canceller::Work(stop)))
    }

    /// Adds a level that is called with a value; a failure passes it by.
    /// Twisted: `addCallback`.
    #[track_caller]
    pub fn add_callback<F, R>(self, callback: F) -> Deferred<R::Value>
    where
        F: FnOnce(T) -> R + 'static,
        R: IntoOutcome,
    {
        self.add_level::<_, Callback<F>>(|result| match result {
            Ok(value) => callback(value).into_outcome(),
            Err(failure) => Outcome::Now(Err(failure)),
        })
    }

    /// Adds a level that is called with a failure; a value passes it by.
    ///
    /// Whatever `errback` returns stands in for the value, so the type stays.
    /// Twisted: `addErrback`.
    #[track_caller]
    pub fn add_errback<F, R>(self, errback: F) -> Deferred<T>
    where
        F: FnOnce(Failure) -> R + 'static,
        R: IntoOutcome<Value = T>,
    {
        self.add_level::<_, Errback<F>>(|result| match result {
            Ok(value) => Outcome::Now(Ok(value)),
            Err(failure) => errback(failure).into_outcome(),
        })
    }

    /// Adds one level with a function for each rail. An error that `callback`
    /// brings is not `errback`'s, for that stands beside it, not below.
    /// Twisted: `addCallbacks`.
    #[track_caller]
    pub fn add_callbacks<F, G, R, S>(self, callback: F, errback: G) -> Deferred<R::Value>
    where
        F: FnOnce(T) -> R + 'static,
        G: FnOnce(Failure) -> S + 'static,
        R: IntoOutcome,
        S: IntoOutcome<Value = R::Value>,
    {
        self.add_level::<_, Callbacks<F, G>>(|result| match result {
            Ok(value) => callback(value).into_outcome(),
            Err(failure) => errback(failure).into_outcome(),
        })
    }

    /// Adds one level that is called in either case, like a `finally`.
    /// Twisted: `addBoth`.
    #[track_caller]
    pub fn add_both<F, R>(self, function: F) -> Deferred<R::Value>
    where
        F: FnOnce(Result<T, Failure>) -> R + 'static,
        R: IntoOutcome,
    {
        self.add_level::<_, Both<F>>(|result| function(result).into_outcome())
    }

    /// Adds a level that fires `to` with the result. Nothing of it is left here,
    /// but for [`AlreadyCalled`](crate::AlreadyCalled) if `to` had fired before.
    ///
    /// To wait for another Deferred, return it from a callback: that needs no
    /// trigger, and no stack however many wait for one another.
    ///
    /// Twisted: `chainDeferred`.
    #[track_caller]
    pub fn chain(self, to: impl Into<SharedTrigger<T>>) -> Deferred<()> {
        let to = to.into();
        self.add_both(move |result| Ok(to.settle(result)?))
    }

    /// Says that the result is no longer wanted.
    ///
    /// Unfired, it calls its canceller, if it has one, and then fails with
    /// [`Cancelled`](crate::Cancelled). While it waits for another Deferred, that
    /// one is cancelled. With a result, nothing happens.
    ///
    /// Twisted: `cancel`.
    pub fn cancel(&self) {
        self.chain.cancel();
    }

    /// Runs no further level until [`unpause`](Deferred::unpause) has been called
    /// as many times. A function that pauses its own Deferred does not interrupt
    /// the run which it is part of.
    ///
    /// Twisted: `pause`.
    pub fn pause(&self) {
        self.chain.pause();
    }

    /// Takes one [`pause`](Deferred::pause) back. One too many leaves the Deferred
    /// paused, too.
    ///
    /// Twisted: `unpause`.
    pub fn unpause(&self) {
        self.chain.unpause();
    }

    /// Takes the result, if all levels have run: what a test wants to see.
    ///
    /// `None` says that it is not there yet, or has been taken before. Levels that
    /// are added after it was taken never run.
    ///
    /// Twisted's trial: `successResultOf`, `failureResultOf`, `assertNoResult`.
    pub fn now(&self) -> Option<Result<T, Failure>> {
        self.chain.take_result().map(unpack)
    }

    #[track_caller]
    fn add_level<U: 'static, R: Rails + 'static>(
        self,
        function: impl FnOnce(Result<T, Failure>) -> Outcome<U> + 'static,
    ) -> Deferred<U> {
        self.chain.add(Box::new(Node::<_, T, U, R>::new(function)));
        Deferred { chain: self.chain, result: PhantomData }
    }

    #[track_caller]
    pub(crate) fn unfired(by: &str, canceller: Option<Canceller>) -> (Trigger<T>, Deferred<T>) {
        let chain = Chain::new(Progress::Unfired(canceller));
        trace::made(&chain, by, None);
        let deferred = Deferred { chain: Rc::clone(&chain), result: PhantomData };
        (Trigger::new(chain), deferred)
    }
}

impl<T> Deferred<T> {
    /// A handle that does not keep the Deferred alive, to cancel or pause it from
    /// elsewhere.
    pub fn control(&self) -> Control {
        Control::new(&self.chain)
    }

    /// Where the Deferred stands.
    pub fn status(&self) -> Status {
        self.chain.status()
    }

    pub(crate) fn into_chain(self) -> Rc<Chain> {
        self.chain
    }
}

impl<T> fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Status { phase, levels, pauses } = self.status();
        f.debug_struct("Deferred")
            .field("phase", &phase)
            .field("levels", &levels)
            .field("pauses", &pauses)
            .finish()
    }
}

/// A Deferred that has fired with a value. Twisted: `defer.succeed`.
#[track_caller]
pub fn succeed<T: 'static>(value: T) -> Deferred<T> {
    settled("succeed", Ok(value))
}

/// A Deferred that has fired with a failure. Twisted: `defer.fail`.
#[track_caller]
pub fn fail<T: 'static>(error: impl Into<Failure>) -> Deferred<T> {
    settled("fail", Err(error.into()))
}

/// Calls `function`, which may return a value, a `Result` or a Deferred, and makes a
/// Deferred of it in either case; also of a panic.
///
/// ```
/// use deferred::{maybe_deferred, succeed};
///
/// assert_eq!(maybe_deferred(|| 7).now().unwrap().unwrap(), 7);
/// assert_eq!(maybe_deferred(|| succeed(7)).now().unwrap().unwrap(), 7);
/// assert!(maybe_deferred(|| Ok("seven".parse::<i32>()?)).now().unwrap().is_err());
/// ```
///
/// Twisted: `maybeDeferred`.
#[track_caller]
pub fn maybe_deferred<F, R>(function: F) -> Deferred<R::Value>
where
    F: FnOnce() -> R + 'static,
    R: IntoOutcome,
{
    succeed(()).add_callback(|()| function())
}

#[track_caller]
fn settled<T: 'static>(by: &str, result: Result<T, Failure>) -> Deferred<T> {
    let (parcel, shown) = trace::show(pack(result));
    let chain = Chain::new(Progress::Resting(parcel));
    trace::made(&chain, by, shown);
    Deferred { chain, result: PhantomData }
}
