//! What a function of a chain owns is let go: when it has run, or when it never will.

use std::rc::Rc;

use deferred::Deferred;

/// A chain whose level owns a clone of the guard.
fn guarded(d: Deferred<()>, guard: &Rc<()>) -> Deferred<()> {
    let guard = Rc::clone(guard);
    d.add_both(move |result| {
        drop(guard);
        result
    })
}

#[test]
fn a_level_that_has_run_has_let_go() {
    let guard = Rc::new(());
    let (trigger, d) = Deferred::pair();
    let d = guarded(d, &guard);
    assert_eq!(Rc::strong_count(&guard), 2);
    trigger.callback(());
    assert_eq!(Rc::strong_count(&guard), 1);
    drop(d);
}

#[test]
fn a_level_that_never_runs_lets_go_with_the_last_handle() {
    let guard = Rc::new(());
    let (trigger, d) = Deferred::pair();
    let d = guarded(d, &guard);
    drop(trigger);
    assert_eq!(Rc::strong_count(&guard), 2);
    drop(d);
    assert_eq!(Rc::strong_count(&guard), 1);
}

#[test]
fn a_cancelled_chain_runs_its_levels() {
    let guard = Rc::new(());
    let (_trigger, d) = Deferred::pair();
    let d = guarded(d, &guard);
    d.cancel();
    assert_eq!(Rc::strong_count(&guard), 1);
    let failure = d.now().expect("it has fired").expect_err("with a failure");
    assert!(failure.check::<deferred::Cancelled>().is_some());
}
