//! A Deferred out of a future: the way from `async` to callbacks.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use reactor::Reactor;

use crate::cancel::Canceller;
use crate::errors::Panicked;
use crate::{Deferred, Failure, IntoOutcome, Trigger};

impl<T: 'static> Deferred<T> {
    /// Runs `future` in the reactor, and fires with what it brings. That may be
    /// whatever a callback may return: with `async { … }` and `?` it is a
    /// `Result<_, Failure>`.
    ///
    /// The future may be handed over before the reactor runs; it then starts with
    /// it. To [cancel](Deferred::cancel) the Deferred drops the future at once, or,
    /// from inside the future, as soon as that has returned. A panic in it is the
    /// failure [`Panicked`]. If the reactor stops before the future has come to its
    /// end, the Deferred never fires.
    ///
    /// ```
    /// use deferred::{Deferred, Failure};
    /// use reactor::Reactor;
    ///
    /// let reactor = Reactor::new();
    /// let stop = reactor.clone();
    ///
    /// let d = Deferred::from_future(&reactor, async { Ok::<_, Failure>("90".parse::<u16>()?) });
    /// d.add_callback(|port| println!("port {port}")).add_both(move |_| stop.stop());
    /// reactor.run()?;
    /// # Ok::<(), Failure>(())
    /// ```
    ///
    /// Twisted: `ensureDeferred`, `Deferred.fromCoroutine`, `Deferred.fromFuture`.
    #[track_caller]
    pub fn from_future<F>(reactor: &Reactor, future: F) -> Deferred<T>
    where
        F: Future + 'static,
        F::Output: IntoOutcome<Value = T>,
    {
        let work = Rc::new(Work::new(future));
        // Weak, since the reactor alone owns the work: when it stops, that ends.
        let stop = Rc::downgrade(&work);
        let stop = Canceller::Work(Box::new(move |_| {
            if let Some(work) = stop.upgrade() {
                work.stop();
            }
        }));
        let (trigger, d) = Deferred::unfired("from_future", Some(stop));
        reactor.spawn(async move { bring(&work, trigger).await });
        d.add_callback(|output| output)
    }
}

/// Fires `trigger` with the end of the work, unless that is stopped.
async fn bring<F: Future<Output: 'static>>(work: &Work<F>, trigger: Trigger<F::Output>) {
    if let Some(result) = std::future::poll_fn(|context| work.poll(context)).await {
        trigger.settle(result);
    }
}

/// A future that can be dropped from outside of the task that polls it.
struct Work<F> {
    /// `None` while it is polled, and when it has been dropped.
    future: RefCell<Option<Pin<Box<F>>>>,
    stopped: Cell<bool>,
    /// The task, which has to learn that it has nothing left to poll.
    task: RefCell<Option<Waker>>,
}

impl<F: Future> Work<F> {
    fn new(future: F) -> Self {
        let future = RefCell::new(Some(Box::pin(future)));
        Work { future, stopped: Cell::new(false), task: RefCell::default() }
    }

    /// Polls the future, which nobody borrows meanwhile: it may stop itself.
    fn poll(&self, context: &mut Context<'_>) -> Poll<Option<Result<F::Output, Failure>>> {
        let Some(mut future) = self.future.take() else { return Poll::Ready(None) };
        match poll_caught(future.as_mut(), context) {
            _ if self.stopped.get() => Poll::Ready(None),
            Poll::Ready(result) => Poll::Ready(Some(result)),
            Poll::Pending => {
                self.task.replace(Some(context.waker().clone()));
                self.future.replace(Some(future));
                Poll::Pending
            }
        }
    }

    /// Drops the future, and lets the task know.
    fn stop(&self) {
        self.stopped.set(true);
        drop(self.future.take());
        if let Some(task) = self.task.take() {
            task.wake();
        }
    }
}

fn poll_caught<F: Future>(
    future: Pin<&mut F>,
    context: &mut Context<'_>,
) -> Poll<Result<F::Output, Failure>> {
    catch_unwind(AssertUnwindSafe(|| future.poll(context).map(Ok))).unwrap_or_else(|payload| {
        Poll::Ready(Err(Panicked::from_payload("a future", &*payload).into()))
    })
}
