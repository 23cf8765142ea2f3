//! Awaiting a Deferred: the way from callbacks to `async`.
//!
//! To await is to ask, again and again, whether the result is there, and to be
//! woken when asking again is worth it. A chain notes the [`Waker`] of the task in
//! the place where it would note a chain that waits for it, and wakes it once: when
//! the result has come, or when nobody is left to bring one.

use std::fmt;
use std::marker::PhantomData;
use std::mem;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker, ready};

use crate::chain::{Chain, Progress, State, Waiter};
use crate::errors::{Abandoned, Cancelled};
use crate::graveyard::{self, Remains};
use crate::level::{Node, Parcel, unpack};
use crate::{Deferred, Failure, Outcome, trace};

/// `d.await` gives the result that stands at the end of the chain, so that `?`
/// takes the place of an errback.
///
/// The future answers with [`Abandoned`] when there can be no result any more:
/// when the last trigger was dropped unfired, or when [`now`](Deferred::now) has
/// taken the result before. When the future is dropped before its end, the
/// Deferred is [cancelled](Deferred::cancel).
///
/// ```
/// use deferred::{Deferred, Failure};
///
/// async fn double(number: Deferred<u32>) -> Result<u32, Failure> {
///     Ok(number.await? * 2)
/// }
/// ```
///
/// Twisted: `await d` in an `async def`, `yield d` below `inlineCallbacks`,
/// `Deferred.asFuture`.
impl<T: 'static> IntoFuture for Deferred<T> {
    type Output = Result<T, Failure>;
    type IntoFuture = DeferredFuture<T>;

    fn into_future(self) -> DeferredFuture<T> {
        DeferredFuture { chain: Some(self.into_chain()), result: PhantomData }
    }
}

/// What `.await` makes of a [`Deferred`].
///
/// It needs no particular executor, but stays on its thread, like the Deferred.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct DeferredFuture<T: 'static> {
    /// `None` once it has given its result.
    chain: Option<Rc<Chain>>,
    result: PhantomData<fn() -> T>,
}

impl<T: 'static> Future for DeferredFuture<T> {
    type Output = Result<T, Failure>;

    /// # Panics
    ///
    /// When it is polled after it has given its result.
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let chain = self.chain.as_ref().expect("not polled after its end");
        let parcel = ready!(chain.poll(context.waker()));
        self.chain = None;
        Poll::Ready(unpack(parcel))
    }
}

/// Who stops waiting does not want the result any more.
impl<T: 'static> Drop for DeferredFuture<T> {
    fn drop(&mut self) {
        if let Some(chain) = self.chain.take() {
            chain.forget_task();
            chain.add(Box::new(Node::on_both_rails(accept_cancelled::<T>)));
            graveyard::bury(Remains::Unwanted(chain));
        }
    }
}

/// That it was cancelled is what was asked for, and nothing to be reported; any
/// other failure is.
fn accept_cancelled<T>(result: Result<T, Failure>) -> Outcome<()> {
    Outcome::Now(match result {
        Err(failure) if failure.check::<Cancelled>().is_none() => Err(failure),
        _ => Ok(()),
    })
}

impl Chain {
    /// The result, or else a note that the task of `waker` waits for it.
    fn poll(&self, waker: &Waker) -> Poll<Parcel> {
        let waiter = Waiter::Task(waker.clone());
        let mut state = self.state.borrow_mut();
        if let Some(parcel) = state.take_parcel(Progress::Empty) {
            trace::taken(self, ".await");
            return Poll::Ready(parcel);
        }
        if self.is_abandoned(&state) {
            return Poll::Ready(Err(Abandoned.into()));
        }
        let earlier = mem::replace(&mut state.waiter, waiter);
        // What a waker does in its drop is not known: nothing must be borrowed.
        drop(state);
        drop(earlier);
        Poll::Pending
    }

    /// Wakes the task that awaits this chain, if asking again is worth it.
    pub(crate) fn wake_task(&self) {
        let mut state = self.state.borrow_mut();
        if state.is_awaited() && (state.has_result() || self.is_abandoned(&state)) {
            let waiter = mem::take(&mut state.waiter);
            drop(state);
            waiter.wake();
        }
    }

    fn forget_task(&self) {
        let waiter = mem::take(&mut self.state.borrow_mut().waiter);
        drop(waiter);
    }

    /// Whether nobody is left who could bring a result.
    fn is_abandoned(&self, state: &State) -> bool {
        match &state.progress {
            Progress::Unfired(_) => self.triggers.get() == 0,
            Progress::Waiting(inner) => inner.strong_count() == 0,
            Progress::Empty => true,
            Progress::Running | Progress::Resting(_) => false,
        }
    }
}

impl State {
    fn is_awaited(&self) -> bool {
        matches!(self.waiter, Waiter::Task(_))
    }

    fn has_result(&self) -> bool {
        self.pauses == 0 && matches!(self.progress, Progress::Resting(_))
    }
}

impl Waiter {
    fn wake(self) {
        if let Waiter::Task(waker) = self {
            waker.wake();
        }
    }
}

impl<T> fmt::Debug for DeferredFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeferredFuture").finish_non_exhaustive()
    }
}
