//! A million levels, a hundred thousand Deferreds that wait one for another, and
//! lists of as many, fired, awaited and dropped, on a stack that has no room for
//! recursion; and two that wait for each other.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::mpsc;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use deferred::{
    Abandoned, Cancelled, Deferred, DeferredFuture, Failure, Phase, Trigger, fail, gather_results,
    on_unhandled, succeed,
};
use reactor::Reactor;

const LEVELS: u64 = 1_000_000;

/// How many wait one for another.
const DEPTH: u64 = 100_000;

/// Recursion of a hundred thousand calls takes more than this, at only three bytes
/// a call.
const SMALL_STACK: usize = 256 * 1024;

/// Far more than any of these needs, also in a debug build on a busy machine.
const DEADLINE: Duration = Duration::from_secs(120);

fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    let (done, finished) = mpsc::channel();
    let thread = thread::Builder::new().stack_size(SMALL_STACK).spawn(move || {
        run();
        done.send(())
    });
    let thread = thread.expect("a thread");
    let outcome = finished.recv_timeout(DEADLINE);
    assert_ne!(outcome, Err(mpsc::RecvTimeoutError::Timeout), "it takes too long");
    thread.join().expect("no panic").expect("somebody listens");
}

/// One Deferred with many levels.
fn tall() -> (Trigger<u64>, Deferred<u64>) {
    let (trigger, mut d) = Deferred::pair();
    for _ in 0..LEVELS {
        d = d.add_callback(|n| n + 1);
    }
    (trigger, d)
}

/// Each Deferred has fired, and waits for the one before.
fn waiting() -> (Trigger<u64>, Deferred<u64>) {
    let (trigger, mut d) = Deferred::pair();
    for _ in 0..DEPTH {
        let inner = d;
        d = succeed(()).add_callback(move |()| inner).add_callback(|n| n + 1);
    }
    (trigger, d)
}

/// None has fired: each is owned by a function of the next.
fn owning() -> (Trigger<u64>, Vec<Trigger<()>>, Deferred<u64>) {
    let (trigger, mut d) = Deferred::pair();
    let mut triggers = Vec::new();
    for _ in 0..DEPTH {
        let inner = d;
        let (outer_trigger, outer) = Deferred::pair();
        triggers.push(outer_trigger);
        d = outer.add_callback(move |()| inner);
    }
    (trigger, triggers, d)
}

fn value(d: &Deferred<u64>) -> u64 {
    d.now().expect("a result").expect("a value")
}

#[test]
fn many_levels_are_run() {
    on_a_small_stack(|| {
        let (trigger, d) = tall();
        trigger.callback(0);
        assert_eq!(value(&d), LEVELS);
    });
}

#[test]
fn many_levels_are_run_when_they_are_unpaused() {
    on_a_small_stack(|| {
        let (trigger, d) = tall();
        d.pause();
        trigger.callback(0);
        d.unpause();
        assert_eq!(value(&d), LEVELS);
    });
}

#[test]
fn many_levels_are_passed_by_a_failure() {
    on_a_small_stack(|| {
        let (trigger, d) = tall();
        trigger.errback("no");
        assert!(d.now().unwrap().is_err());
    });
}

#[test]
fn many_levels_are_dropped_unfired() {
    on_a_small_stack(|| drop(tall()));
}

#[test]
fn many_waiting_deferreds_are_fired() {
    on_a_small_stack(|| {
        let (trigger, d) = waiting();
        trigger.callback(0);
        assert_eq!(value(&d), DEPTH);
    });
}

#[test]
fn a_failure_runs_through_many_waiting_deferreds() {
    on_a_small_stack(|| {
        let (trigger, d) = waiting();
        trigger.errback("no");
        assert!(d.now().unwrap().is_err());
    });
}

#[test]
fn many_waiting_deferreds_are_dropped_trigger_first() {
    on_a_small_stack(|| {
        let (trigger, d) = waiting();
        drop(trigger);
        drop(d);
    });
}

#[test]
fn many_waiting_deferreds_without_levels_are_dropped() {
    on_a_small_stack(|| {
        let (trigger, mut d) = Deferred::<u64>::pair();
        for _ in 0..DEPTH {
            let inner = d;
            d = succeed(()).add_callback(move |()| inner);
        }
        drop(d);
        drop(trigger);
    });
}

#[test]
fn many_waiting_deferreds_are_dropped_trigger_last() {
    on_a_small_stack(|| {
        let (trigger, d) = waiting();
        drop(d);
        drop(trigger);
    });
}

#[test]
fn the_innermost_of_many_waiting_deferreds_is_cancelled() {
    on_a_small_stack(|| {
        let (_trigger, d) = waiting();
        d.cancel();
        assert!(d.now().unwrap().unwrap_err().check::<Cancelled>().is_some());
    });
}

#[test]
fn many_owned_deferreds_are_fired_innermost_first() {
    on_a_small_stack(|| {
        let (trigger, triggers, d) = owning();
        trigger.callback(5);
        for trigger in triggers {
            trigger.callback(());
        }
        assert_eq!(value(&d), 5);
    });
}

#[test]
fn many_owned_deferreds_are_fired_outermost_first() {
    on_a_small_stack(|| {
        let (trigger, triggers, d) = owning();
        for trigger in triggers.into_iter().rev() {
            trigger.callback(());
        }
        trigger.callback(5);
        assert_eq!(value(&d), 5);
    });
}

#[test]
fn many_owned_deferreds_are_dropped_unfired() {
    on_a_small_stack(|| {
        let (trigger, triggers, d) = owning();
        drop(trigger);
        drop(triggers);
        drop(d);
    });
}

#[test]
fn many_owned_deferreds_are_dropped_by_a_failure() {
    on_a_small_stack(|| {
        on_unhandled(|_| {});
        let (trigger, triggers, d) = owning();
        drop((trigger, triggers));
        let d = fail::<()>("no").add_callback(move |()| d);
        assert!(d.now().unwrap().is_err());
    });
}

#[test]
fn results_that_own_deferreds_are_dropped() {
    struct Nested {
        _inner: Option<Deferred<Nested>>,
    }
    on_a_small_stack(|| {
        let mut d = succeed(Nested { _inner: None });
        for _ in 0..DEPTH {
            d = succeed(Nested { _inner: Some(d) });
        }
        drop(d);
    });
}

/// A list of many, none of which has fired.
fn wide() -> (Vec<Trigger<u64>>, Deferred<Vec<u64>>) {
    let (triggers, members): (Vec<_>, Vec<_>) = (0..DEPTH).map(|_| Deferred::pair()).unzip();
    (triggers, gather_results(members))
}

#[test]
fn a_list_of_many_is_fired() {
    on_a_small_stack(|| {
        let (triggers, all) = wide();
        for (n, trigger) in (0..).zip(triggers) {
            trigger.callback(n);
        }
        let all = all.now().expect("a result").expect("values");
        assert!(all.into_iter().eq(0..DEPTH));
    });
}

#[test]
fn a_list_of_many_is_cancelled() {
    on_a_small_stack(|| {
        on_unhandled(|_| {});
        let (_triggers, all) = wide();
        all.cancel();
        assert!(all.now().expect("a result").is_err());
    });
}

#[test]
fn a_list_of_many_is_dropped_unfired() {
    on_a_small_stack(|| drop(wide()));
}

#[test]
fn lists_in_lists_are_dropped_unfired() {
    on_a_small_stack(|| {
        let (trigger, d) = Deferred::pair();
        let mut d = d.add_callback(|n: u64| n);
        for _ in 0..DEPTH {
            d = gather_results([d]).add_callback(|one: Vec<u64>| one.len() as u64);
        }
        drop(trigger);
        drop(d);
    });
}

fn poll(future: &mut DeferredFuture<u64>) -> Poll<Result<u64, Failure>> {
    Pin::new(future).poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn the_outermost_of_many_waiting_deferreds_is_awaited() {
    on_a_small_stack(|| {
        let (trigger, d) = waiting();
        let mut future = d.into_future();
        assert!(poll(&mut future).is_pending());
        trigger.callback(0);
        assert!(matches!(poll(&mut future), Poll::Ready(Ok(DEPTH))));
    });
}

#[test]
fn what_awaits_the_outermost_of_many_is_dropped() {
    on_a_small_stack(|| {
        let (_trigger, d) = waiting();
        let mut future = d.into_future();
        assert!(poll(&mut future).is_pending());
        drop(future);
    });
}

#[test]
fn what_awaits_the_outermost_of_many_learns_that_the_innermost_is_abandoned() {
    on_a_small_stack(|| {
        let (trigger, d) = waiting();
        let mut future = d.into_future();
        assert!(poll(&mut future).is_pending());
        drop(trigger);
        let Poll::Ready(Err(failure)) = poll(&mut future) else { panic!("it is over") };
        assert!(failure.check::<Abandoned>().is_some());
    });
}

/// Each is made of a future that awaits the one before.
fn awaiting(reactor: &Reactor) -> (Trigger<u64>, Deferred<u64>) {
    let (trigger, mut d) = Deferred::pair();
    for _ in 0..DEPTH {
        d = Deferred::from_future(reactor, d.into_future());
    }
    (trigger, d)
}

/// Runs the reactor until all futures have been polled, and `last`.
fn run_to_the(last: impl FnOnce() + 'static, reactor: &Reactor) {
    let stop = reactor.clone();
    reactor.spawn(async move {
        last();
        stop.stop();
    });
    reactor.run().expect("it runs once");
}

#[test]
fn many_futures_that_await_one_another_come_to_their_end() {
    on_a_small_stack(|| {
        let reactor = Reactor::new();
        let (trigger, d) = awaiting(&reactor);
        let stop = reactor.clone();
        let d = d.add_callback(move |n| {
            stop.stop();
            n
        });
        reactor.call_when_running(move || trigger.callback(5));
        reactor.run().expect("it runs once");
        assert_eq!(value(&d), 5);
    });
}

#[test]
fn many_futures_that_await_one_another_are_cancelled() {
    on_a_small_stack(|| {
        let reactor = Reactor::new();
        let (trigger, d) = awaiting(&reactor);
        let control = d.control();
        run_to_the(move || control.cancel(), &reactor);
        assert!(d.now().unwrap().unwrap_err().check::<Cancelled>().is_some());
        drop(trigger);
    });
}

#[test]
fn many_futures_that_await_one_another_go_with_the_reactor() {
    on_a_small_stack(|| {
        let reactor = Reactor::new();
        let (trigger, d) = awaiting(&reactor);
        run_to_the(|| {}, &reactor);
        drop((d, trigger));
    });
}

#[test]
fn cancelling_in_a_ring_of_waiting_deferreds_comes_to_an_end() {
    // Each is returned from a callback of the other, so that neither can go on.
    fn waits_for(d: Deferred<()>, place: &Place) -> Deferred<()> {
        let place = place.clone();
        d.add_callback(move |()| place.take().expect("put there below"))
    }
    type Place = Rc<RefCell<Option<Deferred<()>>>>;

    on_a_small_stack(|| {
        let (place_of_one, place_of_other) = (Place::default(), Place::default());
        let ((first, one), (second, other)) = (Deferred::pair(), Deferred::pair());
        let control = one.control();
        *place_of_one.borrow_mut() = Some(waits_for(one, &place_of_other));
        *place_of_other.borrow_mut() = Some(waits_for(other, &place_of_one));
        first.callback(());
        second.callback(());
        assert_eq!(control.status().map(|status| status.phase), Some(Phase::Waiting));
        control.cancel();
    });
}
