//! Cancelling, with a canceller and without.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use deferred::{AlreadyCalled, Cancelled, Deferred, Phase, Trigger, succeed};

fn is_cancelled<T: 'static>(d: &Deferred<T>) -> bool {
    let result = d.now().expect("a result");
    result.is_err_and(|failure| failure.check::<Cancelled>().is_some())
}

#[test]
fn without_a_canceller_it_fails_with_cancelled() {
    let (_trigger, d) = Deferred::<()>::pair();
    d.cancel();
    assert!(is_cancelled(&d));
}

#[test]
fn without_a_canceller_exactly_one_late_result_is_ignored() {
    let (trigger, d) = Deferred::pair();
    let trigger = trigger.shared();
    d.cancel();
    d.cancel();
    assert_eq!(trigger.callback(1), Ok(()));
    assert_eq!(trigger.callback(2), Err(AlreadyCalled));
    assert!(is_cancelled(&d));
}

#[test]
fn the_only_trigger_may_fire_too_late() {
    let (trigger, d) = Deferred::pair();
    d.cancel();
    trigger.callback(1);
    assert!(is_cancelled(&d));
}

#[test]
fn a_canceller_that_does_nothing_leads_to_cancelled() {
    let (trigger, d) = Deferred::with_canceller(drop::<Trigger<i32>>);
    let trigger = trigger.shared();
    d.cancel();
    assert_eq!(trigger.callback(1), Err(AlreadyCalled), "it could have known");
    assert!(is_cancelled(&d));
}

#[test]
fn a_canceller_may_fire_with_a_value() {
    let (_trigger, d) = Deferred::with_canceller(|trigger: Trigger<_>| trigger.callback("so far"));
    d.cancel();
    assert_eq!(d.now().unwrap().unwrap(), "so far");
}

#[test]
fn a_canceller_may_fire_with_a_failure() {
    let (_trigger, d) = Deferred::<()>::with_canceller(|trigger| trigger.errback("stopped"));
    d.cancel();
    assert_eq!(d.now().unwrap().unwrap_err().to_string(), "stopped");
}

#[test]
fn a_canceller_is_called_once() {
    let calls = Rc::new(Cell::new(0));
    let count = calls.clone();
    let (_trigger, d) = Deferred::<()>::with_canceller(move |_| count.set(count.get() + 1));
    d.cancel();
    d.cancel();
    assert_eq!(calls.get(), 1);
    assert!(is_cancelled(&d));
}

#[test]
fn a_canceller_that_cancels_again_does_no_harm() {
    let control = Rc::new(RefCell::new(None::<deferred::Control>));
    let own = control.clone();
    let (_trigger, d) = Deferred::<()>::with_canceller(move |_| {
        let control = own.borrow().clone();
        control.expect("put there below").cancel();
    });
    *control.borrow_mut() = Some(d.control());
    d.cancel();
    assert!(is_cancelled(&d));
}

#[test]
fn a_canceller_that_panics_panics_out_of_cancel() {
    let (trigger, d) = Deferred::<i32>::with_canceller(|_| panic!("in the canceller"));
    assert!(catch_unwind(AssertUnwindSafe(|| d.cancel())).is_err());
    assert_eq!(d.status().phase, Phase::Unfired);
    trigger.callback(1);
    assert_eq!(d.now().unwrap().unwrap(), 1);
}

#[test]
fn cancelling_after_the_result_changes_nothing() {
    let (trigger, d) = Deferred::with_canceller(|_| unreachable!("the work is done"));
    trigger.callback(1);
    d.cancel();
    assert_eq!(d.now().unwrap().unwrap(), 1);
}

#[test]
fn cancelling_one_that_waits_cancels_what_it_waits_for() {
    let (_trigger, innermost) = Deferred::with_canceller(|trigger: Trigger<_>| trigger.callback(1));
    let middle = succeed(()).add_callback(move |()| innermost).add_callback(|n| n + 1);
    let outer = succeed(()).add_callback(move |()| middle).add_callback(|n| n * 10);
    outer.cancel();
    assert_eq!(outer.now().unwrap().unwrap(), 20);
}

#[test]
fn cancelling_one_that_waits_for_a_dropped_one_ends_the_waiting() {
    let (trigger, inner) = Deferred::<i32>::pair();
    let outer = succeed(()).add_callback(move |()| inner);
    drop(trigger);
    assert_eq!(outer.status().phase, Phase::Waiting);
    outer.cancel();
    assert!(is_cancelled(&outer));
}

#[test]
fn a_paused_deferred_can_be_cancelled() {
    let (_trigger, d) = Deferred::<()>::pair();
    d.pause();
    d.cancel();
    assert_eq!(d.status().phase, Phase::Failed);
    d.unpause();
    assert!(is_cancelled(&d));
}

#[test]
fn a_control_cancels_whatever_was_added_since() {
    let (_trigger, d) = Deferred::<i32>::pair();
    let control = d.control();
    let d = d.add_callback(|n| n.to_string()).add_errback(|failure| failure.to_string());
    control.cancel();
    assert_eq!(d.now().unwrap().unwrap(), "the Deferred was cancelled");
}

#[test]
fn a_canceller_is_let_go_when_the_deferred_fires() {
    let token = Rc::new(());
    let captured = token.clone();
    let (trigger, _d) = Deferred::with_canceller(move |_| drop(captured));
    trigger.callback(());
    assert_eq!(Rc::strong_count(&token), 1);
}
