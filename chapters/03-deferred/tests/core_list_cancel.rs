//! Cancelling a list cancels its members.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use deferred::{
    Cancelled, CancellerPanicked, Deferred, DeferredList, Failure, FirstError, Phase, Trigger,
    deferred_list, gather_results, on_unhandled, succeed,
};

type Count = Rc<Cell<u32>>;

/// A member that counts how often it is cancelled, and then does `act`.
fn member(
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

fn first_error<T: 'static>(d: &Deferred<T>) -> FirstError {
    let failure = d.now().expect("a result").err().expect("a failure");
    failure.check::<FirstError>().expect("a FirstError").clone()
}

fn is_cancelled<T>(result: &Result<T, Failure>) -> bool {
    result.as_ref().is_err_and(|failure| failure.check::<Cancelled>().is_some())
}

#[test]
fn every_member_is_cancelled_and_the_list_has_their_results() {
    let count = Count::default();
    let (_one, first) = member(&count, drop);
    let (_two, second) = member(&count, drop);
    let list = DeferredList::of([first, second]).consume_errors().results();
    list.cancel();
    assert_eq!(count.get(), 2);
    assert!(value(&list).iter().all(is_cancelled));
}

#[test]
fn members_may_have_a_value_all_the_same() {
    let count = Count::default();
    let (_one, first) = member(&count, |trigger| trigger.callback(5));
    let (_two, second) = member(&count, drop);
    let list = DeferredList::of([first, second]).consume_errors().results();
    list.cancel();
    let results = value(&list);
    assert_eq!(*results[0].as_ref().unwrap(), 5);
    assert!(is_cancelled(&results[1]));
}

#[test]
fn what_gathers_values_fails_with_the_first_cancelled_and_cancels_the_others_too() {
    let count = Count::default();
    let (_one, first) = member(&count, drop);
    let (_two, second) = member(&count, drop);
    let list = DeferredList::of([first, second]).consume_errors().values();
    list.cancel();
    assert_eq!(count.get(), 2);
    let error = first_error(&list);
    assert_eq!(error.index, 0);
    assert!(error.failure.check::<Cancelled>().is_some());
}

#[test]
fn what_gathers_values_has_them_if_every_canceller_brings_one() {
    let count = Count::default();
    let (_one, first) = member(&count, |trigger| trigger.callback(1));
    let (_two, second) = member(&count, |trigger| trigger.callback(2));
    let list = gather_results([first, second]);
    list.cancel();
    assert_eq!(value(&list), [1, 2]);
}

#[test]
fn a_canceller_that_brings_the_first_value_wins_and_the_others_are_cancelled_too() {
    let count = Count::default();
    let (_one, first) = member(&count, |trigger| trigger.callback(5));
    let (_two, second) = member(&count, drop);
    let list = DeferredList::of([first, second]).consume_errors().fire_on_one_callback();
    list.cancel();
    assert_eq!(count.get(), 2);
    assert_eq!(value(&list).value(), Some((0, 5)));
}

#[test]
fn where_no_canceller_brings_a_first_value_all_have_failed() {
    let count = Count::default();
    let (_one, first) = member(&count, drop);
    let (_two, second) = member(&count, drop);
    let list = DeferredList::of([first, second]).consume_errors().fire_on_one_callback();
    list.cancel();
    assert_eq!(count.get(), 2);
    assert!(value(&list).value().is_none());
}

#[test]
fn cancelling_a_list_that_has_fired_does_nothing() {
    let count = Count::default();
    let (_one, first) = member(&count, drop);
    let list = DeferredList::of([first, succeed(1)]).fire_on_one_callback();
    list.cancel();
    let (_two, second) = member(&count, drop);
    let failed = DeferredList::of([second, deferred::fail("no")]).consume_errors().values();
    failed.cancel();
    assert_eq!(count.get(), 0);
    assert_eq!(first_error(&failed).index, 1);
}

#[test]
fn a_canceller_that_panics_is_reported_and_the_others_are_cancelled_too() {
    let reports = Rc::new(RefCell::new(Vec::new()));
    let log = reports.clone();
    on_unhandled(move |failure| log.borrow_mut().push(failure.clone()));
    let count = Count::default();
    let (trigger, first) = member(&count, |_| panic!("no brakes"));
    let (_two, second) = member(&count, drop);
    let list = DeferredList::of([first, second]).consume_errors().results();
    list.cancel();
    assert_eq!(count.get(), 2);
    let panic = reports.borrow()[0].check::<CancellerPanicked>().cloned();
    assert_eq!(panic.unwrap().message(), "no brakes");
    assert_eq!(reports.borrow()[0].to_string(), "a canceller panicked: no brakes");
    assert_eq!(list.status().phase, Phase::Unfired, "the first member is, too");
    trigger.callback(1);
    assert!(value(&list)[0].is_ok());
}

#[test]
fn a_list_can_be_cancelled_again_as_long_as_it_has_not_fired() {
    let count = Count::default();
    let (_one, paused) = member(&count, drop);
    let control = paused.control();
    paused.pause();
    let list = DeferredList::of([paused]).consume_errors().results();
    list.cancel();
    list.cancel();
    assert_eq!(count.get(), 1, "its member has been fired");
    assert_eq!(list.status().phase, Phase::Unfired, "but is paused");
    control.unpause();
    assert!(is_cancelled(&value(&list)[0]));
}

#[test]
fn a_member_that_nobody_can_fire_counts_as_cancelled() {
    let (trigger, member) = Deferred::<i32>::pair();
    let list = DeferredList::of([member, succeed(1)]).consume_errors().results();
    drop(trigger);
    assert!(list.now().is_none());
    list.cancel();
    let results = value(&list);
    assert!(is_cancelled(&results[0]) && results[1].is_ok());
}

#[test]
fn a_member_whose_canceller_panics_and_takes_the_trigger_along_counts_as_cancelled() {
    on_unhandled(|_| {});
    let (trigger, member) = Deferred::<i32>::with_canceller(|_| panic!("no brakes"));
    let list = DeferredList::of([member]).consume_errors().results();
    drop(trigger);
    list.cancel();
    assert!(is_cancelled(&value(&list)[0]));
}

#[test]
fn cancelling_one_that_waits_for_a_list_cancels_the_members() {
    let count = Count::default();
    let (_one, first) = member(&count, |trigger| trigger.callback(1));
    let list = gather_results([first]);
    let outer = succeed(()).add_callback(|()| list);
    outer.cancel();
    assert_eq!(value(&outer), [1]);
}

#[test]
fn cancelling_one_that_waits_for_a_list_counts_the_members_that_nobody_can_fire() {
    let (_trigger, waiting) = Deferred::<i32>::pair();
    let (gone, forgotten) = Deferred::<i32>::pair();
    let list = DeferredList::of([waiting, forgotten]).consume_errors().results();
    let outer = succeed(()).add_callback(|()| list);
    drop(gone);
    outer.cancel();
    assert!(value(&outer).iter().all(is_cancelled));
}

#[test]
fn cancelling_a_list_of_lists_reaches_the_innermost_members() {
    let count = Count::default();
    let (_one, first) = member(&count, |trigger| trigger.callback(1));
    let outer = gather_results([gather_results([first])]);
    outer.cancel();
    assert_eq!((count.get(), value(&outer)), (1, vec![vec![1]]));
}

#[test]
fn a_canceller_may_cancel_the_list_again() {
    let count = Count::default();
    let again = Rc::new(RefCell::new(None::<deferred::Control>));
    let inner = again.clone();
    let (_one, first) = member(&count, move |_| inner.take().unwrap().cancel());
    let (_two, second) = member(&count, drop);
    let list = DeferredList::of([first, second]).consume_errors().results();
    again.replace(Some(list.control()));
    list.cancel();
    assert_eq!(count.get(), 2, "each canceller was called once");
    assert!(value(&list).iter().all(is_cancelled));
}

#[test]
fn without_cancellers_the_members_fire_too_late_in_silence() {
    let (trigger, member) = Deferred::<i32>::pair();
    on_unhandled(|_| {});
    let list = deferred_list([member]);
    list.cancel();
    trigger.callback(1);
    assert!(is_cancelled(&value(&list)[0]));
}
