//! Pausing, and looking at where a Deferred stands.

use std::cell::Cell;
use std::rc::Rc;

use deferred::{Deferred, Phase, Status, fail, succeed};

fn counter() -> (Rc<Cell<u32>>, impl FnOnce(()) + 'static) {
    let calls = Rc::new(Cell::new(0));
    let count = calls.clone();
    (calls, move |()| count.set(count.get() + 1))
}

#[test]
fn a_paused_deferred_runs_nothing_until_it_is_unpaused_as_often() {
    let (calls, call) = counter();
    let d = succeed(());
    d.pause();
    d.pause();
    let d = d.add_callback(call);
    d.unpause();
    assert_eq!(calls.get(), 0);
    d.unpause();
    assert_eq!(calls.get(), 1);
}

#[test]
fn firing_a_paused_deferred_runs_nothing() {
    let (calls, call) = counter();
    let (trigger, d) = Deferred::pair();
    let d = d.add_callback(call);
    d.pause();
    trigger.callback(());
    assert_eq!(calls.get(), 0);
    d.unpause();
    assert_eq!(calls.get(), 1);
}

#[test]
fn a_paused_errback_waits_for_the_end_of_the_pause() {
    let failed = deferred::fail::<i32>("no");
    failed.pause();
    let recovered = failed.add_errback(|_| 7);
    assert!(recovered.now().is_none());
    recovered.unpause();
    assert_eq!(recovered.now().unwrap().unwrap(), 7);
}

#[test]
fn unpausing_an_unfired_deferred_runs_nothing() {
    let (calls, call) = counter();
    let (trigger, d) = Deferred::pair();
    let d = d.add_callback(call);
    d.pause();
    d.unpause();
    assert_eq!(calls.get(), 0);
    trigger.callback(());
    assert_eq!(calls.get(), 1);
}

#[test]
fn a_function_that_pauses_its_own_deferred_does_not_stop_the_run() {
    let (calls, call) = counter();
    let (trigger, d) = Deferred::pair();
    let control = d.control();
    let d = d.add_callback(move |()| control.pause()).add_callback(call);
    trigger.callback(());
    assert_eq!(calls.get(), 1);
    let (later_calls, later) = counter();
    let d = d.add_callback(later);
    assert_eq!(later_calls.get(), 0, "but then it is paused");
    d.unpause();
    assert_eq!(later_calls.get(), 1);
}

#[test]
fn unpausing_once_too_often_pauses_too() {
    let (calls, call) = counter();
    let d = succeed(());
    d.unpause();
    let d = d.add_callback(call);
    assert_eq!(calls.get(), 0);
    d.pause();
    assert_eq!(calls.get(), 1);
}

#[test]
fn a_paused_deferred_does_not_give_its_result() {
    let d = succeed(1);
    d.pause();
    assert!(d.now().is_none());
    d.unpause();
    assert_eq!(d.now().unwrap().ok(), Some(1));
}

#[test]
fn a_control_pauses_and_unpauses() {
    let (calls, call) = counter();
    let d = succeed(());
    let control = d.control();
    control.pause();
    let _d = d.add_callback(call);
    assert_eq!(calls.get(), 0);
    control.unpause();
    assert_eq!(calls.get(), 1);
}

#[test]
fn a_control_outlives_its_deferred() {
    let control = succeed(()).control();
    control.pause();
    control.unpause();
    control.cancel();
    assert_eq!(control.status(), None);
    assert_eq!(control.waits_for(), None);
}

#[test]
fn controls_of_one_deferred_are_equal() {
    let (one, other) = (succeed(1), succeed(1));
    assert_eq!(one.control(), one.control());
    assert_ne!(one.control(), other.control());
}

#[test]
fn the_status_tells_phase_levels_and_pauses() {
    let status = |phase, levels, pauses| Status { phase, levels, pauses };
    let (trigger, d) = Deferred::pair();
    let d = d.add_callback(|n: i32| n).add_errback(Err);
    assert_eq!(d.status(), status(Phase::Unfired, 2, 0));
    d.pause();
    trigger.callback(1);
    assert_eq!(d.status(), status(Phase::Succeeded, 2, 1));
    d.unpause();
    assert_eq!(d.status(), status(Phase::Succeeded, 0, 0));
    drop(d.now());
    assert_eq!(d.status(), status(Phase::Taken, 0, 0));

    let d = fail::<()>("no");
    assert_eq!(d.status().phase, Phase::Failed);
    drop(d.now());
}

#[test]
fn a_deferred_can_be_printed() {
    let (_trigger, d) = Deferred::<i32>::pair();
    let d = d.add_callback(|n| n);
    assert_eq!(format!("{d:?}"), "Deferred { phase: Unfired, levels: 1, pauses: 0 }");
}
