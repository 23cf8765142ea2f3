//! Failures that nobody handled: when they are reported, and that they are.

use std::cell::RefCell;
use std::rc::Rc;

use deferred::{Deferred, fail, on_unhandled, succeed};

/// What is reported from now on.
fn reports() -> Rc<RefCell<Vec<String>>> {
    let reports = Rc::new(RefCell::new(Vec::new()));
    let log = reports.clone();
    on_unhandled(move |failure| log.borrow_mut().push(failure.to_string()));
    reports
}

#[test]
fn a_failure_is_reported_when_the_last_handle_goes() {
    let reports = reports();
    let (trigger, d) = Deferred::<()>::pair();
    trigger.errback("lost");
    assert!(reports.borrow().is_empty(), "an errback may still be added");
    drop(d);
    assert_eq!(*reports.borrow(), ["lost"]);
}

#[test]
fn firing_after_the_tail_was_dropped_reports_at_once() {
    let reports = reports();
    let (trigger, d) = Deferred::<()>::pair();
    drop(d);
    trigger.errback("lost");
    assert_eq!(*reports.borrow(), ["lost"]);
}

#[test]
fn a_shared_trigger_is_a_handle_too() {
    let reports = reports();
    let (trigger, d) = Deferred::<()>::pair();
    let trigger = trigger.shared();
    assert_eq!(trigger.errback("lost"), Ok(()));
    drop(d);
    assert!(reports.borrow().is_empty());
    drop(trigger);
    assert_eq!(*reports.borrow(), ["lost"]);
}

#[test]
fn the_error_of_a_callback_is_reported() {
    let reports = reports();
    drop(succeed("x").add_callback(|text| Ok(text.parse::<i32>()?)));
    assert_eq!(*reports.borrow(), ["invalid digit found in string"]);
}

#[test]
fn a_handled_failure_is_not_reported() {
    let reports = reports();
    drop(fail::<()>("handled").add_errback(|_| ()));
    assert!(reports.borrow().is_empty());
}

#[test]
fn a_failure_that_was_taken_is_not_reported() {
    let reports = reports();
    let d = fail::<()>("seen");
    assert!(d.now().unwrap().is_err());
    drop(d);
    assert!(reports.borrow().is_empty());
}

#[test]
fn a_failure_that_came_while_paused_is_reported() {
    let reports = reports();
    let (trigger, d) = Deferred::<()>::pair();
    let d = d.add_errback(|_| -> () { unreachable!("it is never unpaused") });
    d.pause();
    trigger.errback("paused");
    drop(d);
    assert_eq!(*reports.borrow(), ["paused"]);
}

#[test]
fn the_last_hook_is_told() {
    let first = reports();
    let second = reports();
    drop(fail::<()>("lost"));
    assert!(first.borrow().is_empty());
    assert_eq!(*second.borrow(), ["lost"]);
}

#[test]
fn each_thread_has_its_own_hook() {
    let reports = reports();
    let other = std::thread::spawn(|| {
        let reports = self::reports();
        drop(fail::<()>("there"));
        reports.take()
    });
    assert_eq!(other.join().unwrap(), ["there"]);
    assert!(reports.borrow().is_empty());
}

#[test]
fn a_deferred_may_outlive_the_hook_of_its_thread() {
    // Thread-locals are dropped in an order that is not ours to choose: one of
    // these two is dropped after the hook, which then is not told.
    thread_local! {
        static BEFORE: RefCell<Option<Deferred<()>>> = const { RefCell::new(None) };
        static AFTER: RefCell<Option<Deferred<()>>> = const { RefCell::new(None) };
    }
    let thread = std::thread::spawn(|| {
        BEFORE.set(Some(fail("before the hook was set")));
        on_unhandled(|_| {});
        AFTER.set(Some(fail("after the hook was set")));
    });
    assert!(thread.join().is_ok());
}
