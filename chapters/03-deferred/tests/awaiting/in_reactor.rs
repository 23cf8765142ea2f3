//! Deferreds and futures in a reactor, that is, on tokio with one thread: awaited in
//! a task, and made of futures.

use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use crate::executor::Task;
use deferred::{
    Abandoned, Cancelled, Control, Deferred, Failure, Panicked, Phase, fail, maybe_deferred,
    on_unhandled, succeed,
};
use reactor::{Reactor, Time};

/// None of these waits for anything; it is there so that a hang fails.
const DEADLINE: Duration = Duration::from_secs(60);

/// Runs the reactor until `d` has a result, which it returns.
fn run<T: 'static>(reactor: &Reactor, d: Deferred<T>) -> Result<T, Failure> {
    let place = Rc::new(RefCell::new(None));
    let (result, stop) = (place.clone(), reactor.clone());
    drop(d.add_both(move |end| {
        *result.borrow_mut() = Some(end);
        stop.stop();
    }));
    let late = reactor.clone();
    reactor.call_later(DEADLINE, move || late.stop());
    reactor.run().expect("the reactor runs");
    place.take().expect("a result within the deadline")
}

fn run_future<T: 'static>(
    future: impl Future<Output = Result<T, Failure>> + 'static,
) -> Result<T, Failure> {
    let reactor = Reactor::new();
    let d = Deferred::from_future(&reactor, future);
    run(&reactor, d)
}

/// Says that it was dropped.
struct Dropped(Rc<Cell<bool>>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

/// A future that never ends, and whether it is gone.
fn endless() -> (Rc<Cell<bool>>, impl Future<Output = Result<(), Failure>> + 'static) {
    let gone = Rc::new(Cell::new(false));
    let guard = Dropped(gone.clone());
    (gone, async move {
        let _guard = guard;
        pending().await
    })
}

/// Gives the others a turn, and wakes itself as a channel or a timer would.
async fn next_turn() {
    let mut waited = false;
    poll_fn(|context| {
        if std::mem::replace(&mut waited, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[test]
fn a_spawned_task_awaits_what_a_timer_fires() {
    let reactor = Reactor::new();
    let (trigger, d) = Deferred::pair();
    let (done, end) = Deferred::pair();
    reactor.spawn(async move { done.settle(d.await) });
    reactor.call_later(Duration::ZERO, move || trigger.callback("rain"));
    assert_eq!(run(&reactor, end).unwrap(), "rain");
}

#[test]
fn a_spawned_task_learns_that_it_waits_in_vain() {
    let reactor = Reactor::new();
    let (trigger, d) = Deferred::<()>::pair();
    let (done, end) = Deferred::pair();
    reactor.spawn(async move { done.settle(d.await) });
    reactor.call_later(Duration::ZERO, move || drop(trigger));
    assert!(run(&reactor, end).unwrap_err().check::<Abandoned>().is_some());
}

#[test]
fn what_a_task_awaits_is_cancelled_when_the_reactor_ends() {
    let cancelled = Rc::new(Cell::new(false));
    let flag = cancelled.clone();
    let (_trigger, d) = Deferred::<()>::with_canceller(move |_| flag.set(true));
    let reactor = Reactor::new();
    reactor.spawn(async move { drop(d.await) });
    run(&reactor, Deferred::from_future(&reactor, next_turn_then(()))).unwrap();
    assert!(cancelled.get());
}

async fn next_turn_then<T>(value: T) -> Result<T, Failure> {
    next_turn().await;
    Ok(value)
}

#[test]
fn the_value_of_a_future_fires_the_deferred() {
    assert_eq!(run_future(next_turn_then(7)).unwrap(), 7);
}

#[test]
fn the_error_of_a_future_fails_the_deferred() {
    let number = run_future(async { Ok("seven".parse::<u8>()?) });
    assert_eq!(number.unwrap_err().to_string(), "invalid digit found in string");
}

#[test]
fn a_future_may_bring_whatever_a_callback_may() {
    let reactor = Reactor::new();
    let plain: Deferred<i32> = Deferred::from_future(&reactor, async { 1 });
    let later: Deferred<i32> = Deferred::from_future(&reactor, async { succeed(2) });
    let fails: Deferred<i32> = Deferred::from_future(&reactor, async { fail::<i32>("no") });
    let fails = fails.add_errback(|_| 3);
    let sum = plain.add_callback(move |a| later.add_callback(move |b| (a, b)));
    let sum = sum.add_callback(move |(a, b)| fails.add_callback(move |c| [a, b, c]));
    assert_eq!(run(&reactor, sum).unwrap(), [1, 2, 3]);
}

#[test]
fn a_function_may_return_a_future_as_a_deferred() {
    let reactor = Reactor::new();
    let handle = reactor.clone();
    let d = succeed(20).add_callback(move |n| {
        Deferred::from_future(&handle, async move { next_turn_then(n + 1).await })
    });
    assert_eq!(run(&reactor, d).unwrap(), 21);
}

#[test]
fn a_function_that_may_or_may_not_wait_may_return_a_future() {
    let reactor = Reactor::new();
    let (one, other) = (reactor.clone(), reactor.clone());
    let good = maybe_deferred(move || Deferred::from_future(&one, next_turn_then(1)));
    let bad = maybe_deferred(move || {
        Deferred::from_future(&other, async { Err::<i32, _>(Failure::from("no")) })
    });
    let both = good.add_callback(move |n| {
        bad.add_errback(move |no| Ok(n + i32::from(no.to_string() == "no")))
    });
    assert_eq!(run(&reactor, both).unwrap(), 2);
}

#[test]
fn a_boxed_future_will_do() {
    type Boxed = Pin<Box<dyn Future<Output = Result<&'static str, Failure>>>>;
    let future: Boxed = Box::pin(next_turn_then("boxed"));
    assert_eq!(run_future(future).unwrap(), "boxed");
}

#[test]
fn there_and_back_again() {
    let reactor = Reactor::new();
    let inner = Deferred::from_future(&reactor, next_turn_then(1));
    let outer = Deferred::from_future(&reactor, async move { Ok::<_, Failure>(inner.await? + 1) });
    assert_eq!(run(&reactor, outer).unwrap(), 2);
}

#[test]
fn a_panic_in_the_future_is_a_failure() {
    let failure = run_future::<()>(async { panic!("out of cheese") }).unwrap_err();
    assert_eq!(failure.check::<Panicked>().unwrap().message(), "out of cheese");
    assert_eq!(failure.to_string(), "a future panicked: out of cheese");
}

#[test]
fn nothing_is_polled_before_the_reactor_runs() {
    let reactor = Reactor::new();
    let polled = Rc::new(Cell::new(false));
    let flag = polled.clone();
    let d = Deferred::from_future(&reactor, async move { flag.set(true) });
    assert!(!polled.get());
    assert_eq!(d.status().phase, Phase::Unfired);
    run(&reactor, d).unwrap();
    assert!(polled.get());
}

#[test]
fn cancelling_drops_the_future_at_once() {
    let (gone, future) = endless();
    let reactor = Reactor::new();
    let d = Deferred::from_future(&reactor, future);
    let control = d.control();
    let seen = gone.clone();
    reactor.call_later(Duration::ZERO, move || {
        assert!(!seen.get());
        control.cancel();
        assert!(seen.get());
    });
    assert!(run(&reactor, d).unwrap_err().check::<Cancelled>().is_some());
    assert!(gone.get());
}

#[test]
fn cancelling_drops_a_future_that_the_reactor_has_not_begun() {
    let (gone, future) = endless();
    let reactor = Reactor::new();
    let d = Deferred::from_future(&reactor, future);
    d.cancel();
    assert!(gone.get());
    assert!(d.now().unwrap().unwrap_err().check::<Cancelled>().is_some());
    run(&reactor, succeed(())).unwrap(); // with nothing to poll
}

#[test]
fn a_future_may_cancel_itself() {
    let reactor = Reactor::new();
    let place: Rc<RefCell<Option<Control>>> = Rc::default();
    let (gone, never) = endless();
    let its = place.clone();
    let d = Deferred::from_future(&reactor, async move {
        its.take().expect("put there below").cancel();
        never.await
    });
    *place.borrow_mut() = Some(d.control());
    assert!(run(&reactor, d).unwrap_err().check::<Cancelled>().is_some());
    assert!(gone.get());
}

#[test]
fn cancelling_after_its_end_changes_nothing() {
    let reactor = Reactor::new();
    let d = Deferred::from_future(&reactor, async { 1 });
    let control = d.control();
    let d = d.add_callback(move |n| {
        control.cancel();
        n
    });
    assert_eq!(run(&reactor, d).unwrap(), 1);
}

#[test]
fn a_future_that_has_ended_holds_nothing_any_more() {
    let gone = Rc::new(Cell::new(false));
    let (guard, seen) = (Dropped(gone.clone()), gone.clone());
    let reactor = Reactor::new();
    let d: Deferred<()> = Deferred::from_future(&reactor, async move {
        let _guard = guard;
    });
    run(&reactor, d.add_callback(move |()| assert!(seen.get()))).unwrap();
}

#[test]
fn dropping_what_awaits_drops_the_future_below() {
    let (gone, future) = endless();
    let reactor = Reactor::new();
    let d = Deferred::from_future(&reactor, future);
    drop(Task::waiting(d));
    assert!(gone.get());
}

#[test]
fn a_reactor_that_ends_drops_the_future_and_abandons_the_deferred() {
    on_unhandled(|failure| panic!("nothing has failed, but {failure}"));
    let (gone, future) = endless();
    let reactor = Reactor::new();
    let task = Task::waiting(Deferred::from_future(&reactor, future));
    run(&reactor, succeed(())).unwrap();
    assert!(gone.get());
    assert_eq!(task.wakes(), 1);
    assert!(task.end().unwrap_err().check::<Abandoned>().is_some());
}

#[test]
fn a_reactor_that_has_ended_takes_no_future() {
    let (gone, future) = endless();
    let reactor = Reactor::new();
    run(&reactor, succeed(())).unwrap();
    let d = Deferred::from_future(&reactor, future);
    assert!(gone.get());
    assert!(Task::new(d).end().unwrap_err().check::<Abandoned>().is_some());
}
