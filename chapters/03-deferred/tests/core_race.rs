//! `race` and `maybe_deferred`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use deferred::{
    AllFailed, Cancelled, CancellerPanicked, Deferred, Failure, Phase, Trigger, fail,
    maybe_deferred, on_unhandled, race, succeed,
};

type Count = Rc<Cell<u32>>;

/// A runner that counts how often it is cancelled, and then does `act`.
fn runner(
    count: &Count,
    act: impl FnOnce(Trigger<i32>) + 'static,
) -> (Trigger<i32>, Deferred<i32>) {
    let count = count.clone();
    Deferred::with_canceller(move |trigger| {
        count.set(count.get() + 1);
        act(trigger);
    })
}

fn value<T: 'static>(d: &Deferred<T>) -> T {
    d.now().expect("a result").expect("a value")
}

fn all_failed<T: 'static>(d: &Deferred<T>) -> Vec<Failure> {
    let failure = d.now().expect("a result").err().expect("a failure");
    failure.check::<AllFailed>().expect("AllFailed").failures.clone()
}

#[test]
fn the_first_value_wins_and_the_others_are_cancelled_once() {
    let count = Count::default();
    let (_one, first) = runner(&count, drop);
    let (two, second) = Deferred::pair();
    let (_three, third) = runner(&count, drop);
    let winner = race([first, second, third]);
    two.callback(5);
    assert_eq!(count.get(), 2);
    assert_eq!(value(&winner), (1, 5));
}

#[test]
fn the_others_are_cancelled_before_the_race_has_its_result() {
    let count = Count::default();
    let (_one, first) = runner(&count, drop);
    let (two, second) = Deferred::pair();
    let seen = count.clone();
    let cancelled = race([first, second]).add_callback(move |_| seen.get());
    two.callback(5);
    assert_eq!(value(&cancelled), 1);
}

#[test]
fn where_all_fail_the_failures_stand_in_the_order_of_the_list() {
    let (one, first) = Deferred::<i32>::pair();
    let (two, second) = Deferred::pair();
    let nobody = race([first, second]);
    two.errback("two");
    assert!(nobody.now().is_none());
    one.errback("one");
    let failures = all_failed(&nobody);
    assert_eq!(failures.iter().map(ToString::to_string).collect::<Vec<_>>(), ["one", "two"]);
}

#[test]
fn the_text_tells_how_many_failed() {
    let failure = race([fail::<i32>("a"), fail("b")]).now().unwrap().unwrap_err();
    assert_eq!(failure.to_string(), "all 2 Deferreds of a race failed");
}

#[test]
fn what_a_loser_brings_afterwards_is_dropped_in_silence() {
    on_unhandled(|_| unreachable!("nothing is left"));
    let (one, first) = Deferred::pair();
    let (two, second) = Deferred::pair();
    let (three, third) = Deferred::pair();
    let winner = race([first, second, third]);
    two.callback(2);
    one.callback(1);
    three.errback("too late");
    assert_eq!(value(&winner), (1, 2));
}

#[test]
fn what_a_loser_brings_when_it_is_cancelled_does_no_harm() {
    let count = Count::default();
    let (_one, first) = runner(&count, |trigger| trigger.callback(1));
    let (two, second) = Deferred::pair();
    let winner = race([first, second]);
    two.callback(2);
    assert_eq!((count.get(), value(&winner)), (1, (1, 2)));
}

#[test]
fn a_loser_whose_canceller_panics_does_not_spoil_the_race() {
    let reports = Rc::new(RefCell::new(Vec::new()));
    let log = reports.clone();
    on_unhandled(move |failure| log.borrow_mut().push(failure.clone()));
    let count = Count::default();
    let (_one, first) = runner(&count, |_| panic!("no brakes"));
    let winner = race([first, succeed(2)]);
    assert_eq!(value(&winner), (1, 2));
    assert!(reports.borrow()[0].check::<CancellerPanicked>().is_some());
}

#[test]
fn cancelling_the_race_cancels_everybody() {
    let count = Count::default();
    let (_one, first) = runner(&count, drop);
    let (_two, second) = runner(&count, drop);
    let nobody = race([first, second]);
    nobody.cancel();
    assert_eq!(count.get(), 2);
    assert!(all_failed(&nobody).iter().all(|failure| failure.check::<Cancelled>().is_some()));
}

#[test]
fn a_race_without_runners_has_no_end() {
    assert_eq!(race::<()>([]).status().phase, Phase::Unfired);
}

#[test]
fn maybe_deferred_makes_a_deferred_of_a_plain_value() {
    assert_eq!(value(&maybe_deferred(|| "plain")), "plain");
}

#[test]
fn maybe_deferred_makes_a_failure_of_an_error_and_of_a_panic() {
    let error = maybe_deferred(|| Ok("x".parse::<i32>()?)).now().unwrap().unwrap_err();
    assert!(error.check::<std::num::ParseIntError>().is_some());
    let panic = maybe_deferred(|| -> i32 { panic!("oh") }).now().unwrap().unwrap_err();
    assert_eq!(panic.to_string(), "a callback panicked: oh");
}

#[test]
fn maybe_deferred_keeps_a_failure_as_it_is() {
    let failure = Failure::from("no");
    let given = failure.clone();
    let kept = maybe_deferred(move || Err::<(), _>(given)).now().unwrap().unwrap_err();
    assert!(Failure::ptr_eq(&kept, &failure));
}

#[test]
fn maybe_deferred_hands_a_deferred_through_whatever_becomes_of_it() {
    let (trigger, inner) = Deferred::pair();
    let d = maybe_deferred(move || inner);
    assert!(d.now().is_none());
    trigger.callback(3);
    assert_eq!(value(&d), 3);
    let failed = maybe_deferred(|| fail::<()>("no")).now().unwrap().unwrap_err();
    assert_eq!(failed.to_string(), "no");
}
