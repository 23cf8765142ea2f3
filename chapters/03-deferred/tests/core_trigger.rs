//! Firing more than once, and what a late result finds.

use std::rc::Rc;

use deferred::{AlreadyCalled, Cancelled, Deferred, Phase, SharedTrigger, Trigger};

type Fire = fn(&SharedTrigger<i32>) -> Result<(), AlreadyCalled>;

const BOTH_RAILS: [Fire; 2] = [|trigger| trigger.callback(1), |trigger| trigger.errback("no")];

fn shared() -> (SharedTrigger<i32>, Deferred<i32>) {
    let (trigger, d) = Deferred::pair();
    (trigger.shared(), d.add_errback(|_| -1))
}

/// A Deferred whose canceller owns what is counted.
fn holding(held: &Rc<()>) -> (Trigger<i32>, Deferred<i32>) {
    let held = held.clone();
    Deferred::with_canceller(move |_| drop(held))
}

#[test]
fn whoever_fires_second_is_told_on_whichever_rail() {
    for first in BOTH_RAILS {
        for second in BOTH_RAILS {
            let (trigger, d) = shared();
            assert_eq!(first(&trigger), Ok(()));
            let result = d.now().unwrap().unwrap();
            assert_eq!(second(&trigger), Err(AlreadyCalled));
            assert!(d.now().is_none(), "{result} has been taken, and no other came");
        }
    }
}

#[test]
fn being_told_is_all_there_is() {
    assert_eq!(AlreadyCalled.to_string(), "the Deferred has fired already");
    assert_eq!(size_of::<AlreadyCalled>(), 0, "it does not say by whom");
}

#[test]
fn one_late_failure_is_ignored_and_no_second_one() {
    let (trigger, d) = Deferred::<i32>::pair();
    let trigger = trigger.shared();
    d.cancel();
    assert_eq!(trigger.errback("late"), Ok(()));
    assert_eq!(trigger.errback("later"), Err(AlreadyCalled));
    assert!(d.now().unwrap().unwrap_err().check::<Cancelled>().is_some());
}

#[test]
fn cancels_after_the_late_result_change_nothing() {
    for late in BOTH_RAILS {
        let (trigger, d) = shared();
        d.cancel();
        assert_eq!(late(&trigger), Ok(()));
        d.cancel();
        d.cancel();
        assert_eq!(late(&trigger), Err(AlreadyCalled), "no second one is ignored");
        assert_eq!(d.now().unwrap().unwrap(), -1);
    }
}

#[test]
fn a_failure_is_not_cancelled_any_more() {
    let failed = deferred::fail::<i32>("no");
    failed.cancel();
    assert_eq!(failed.now().unwrap().unwrap_err().to_string(), "no");
}

#[test]
fn a_canceller_is_let_go_with_a_failure_too() {
    let held = Rc::new(());
    let (trigger, d) = holding(&held);
    trigger.errback("no");
    assert_eq!(Rc::strong_count(&held), 1);
    drop(d.add_errback(|_| 0));
}

#[test]
fn a_canceller_is_let_go_though_the_deferred_has_to_wait() {
    let held = Rc::new(());
    let (trigger, d) = holding(&held);
    let (_inner_trigger, inner) = Deferred::<i32>::pair();
    let d = d.add_callback(move |_| inner);
    trigger.callback(1);
    assert_eq!(d.status().phase, Phase::Waiting);
    assert_eq!(Rc::strong_count(&held), 1);
}
