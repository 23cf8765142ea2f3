//! Lists of Deferreds: what they fire with, and when.

use std::cell::RefCell;
use std::error::Error;
use std::rc::Rc;
use std::{sync::mpsc, thread, time::Duration};

use deferred::{
    Deferred, DeferredList, Failure, FirstError, FirstValue, Phase, Trigger, deferred_list, fail,
    gather_results, on_unhandled, succeed,
};

/// What is reported from now on.
fn reports() -> Rc<RefCell<Vec<String>>> {
    let reports = Rc::new(RefCell::new(Vec::new()));
    let log = reports.clone();
    on_unhandled(move |failure| log.borrow_mut().push(failure.to_string()));
    reports
}

fn pairs<T: 'static>(count: usize) -> (Vec<Trigger<T>>, Vec<Deferred<T>>) {
    (0..count).map(|_| Deferred::pair()).unzip()
}

/// Results in a form that can be compared.
fn texts<T>(results: Vec<Result<T, Failure>>) -> Vec<Result<T, String>> {
    results.into_iter().map(|result| result.map_err(|failure| failure.to_string())).collect()
}

fn value<T: 'static>(d: &Deferred<T>) -> T {
    d.now().expect("a result").expect("a value")
}

fn first_error<T: 'static>(d: &Deferred<T>) -> FirstError {
    let failure = d.now().expect("a result").err().expect("a failure");
    failure.check::<FirstError>().expect("a FirstError").clone()
}

#[test]
fn results_stand_in_the_order_of_the_list_whatever_the_order_of_firing() {
    let _reports = reports();
    let (mut triggers, members) = pairs(3);
    let list = deferred_list(members);
    triggers.remove(1).errback("one");
    triggers.remove(1).callback("two");
    assert!(list.now().is_none(), "one is missing");
    triggers.remove(0).callback("zero");
    assert_eq!(texts(value(&list)), [Ok("zero"), Err("one".into()), Ok("two")]);
}

#[test]
fn values_stand_in_the_order_of_the_list_whatever_the_order_of_firing() {
    let (triggers, members) = pairs(3);
    let list = gather_results(members);
    for (index, trigger) in triggers.into_iter().enumerate().rev() {
        assert_eq!(list.status().phase, Phase::Unfired);
        trigger.callback(index);
    }
    assert_eq!(value(&list), [0, 1, 2]);
}

#[test]
fn levels_below_the_list_run_inside_the_last_call_that_fires_a_member() {
    let (mut triggers, members) = pairs(2);
    let seen = Rc::new(RefCell::new(Vec::new()));
    let log = seen.clone();
    let _list = gather_results(members).add_callback(move |values| log.replace(values));
    triggers.remove(1).callback(2);
    assert!(seen.borrow().is_empty());
    triggers.remove(0).callback(1);
    assert_eq!(*seen.borrow(), [1, 2]);
}

#[test]
fn members_that_have_fired_count_at_once() {
    assert_eq!(value(&gather_results([succeed(1), succeed(2)])), [1, 2]);
    let list = DeferredList::of([succeed(1), fail("no")]).consume_errors().results();
    assert_eq!(texts(value(&list)), [Ok(1), Err("no".into())]);
}

#[test]
fn a_member_that_has_failed_already_fails_the_list_while_it_is_made() {
    let (_trigger, slow) = Deferred::<i32>::pair();
    let list = DeferredList::of([slow, fail("no")]).consume_errors().fire_on_one_errback();
    let error = first_error(&list.results());
    assert_eq!((error.index, error.failure.to_string()), (1, "no".to_owned()));
}

#[test]
fn an_empty_list_has_all_its_results() {
    assert!(value(&deferred_list::<()>([])).is_empty());
    assert!(value(&gather_results::<()>([])).is_empty());
    let flags = DeferredList::<()>::of([]).fire_on_one_errback().consume_errors();
    assert!(value(&flags.results()).is_empty());
}

#[test]
fn an_empty_list_never_has_a_first_value() {
    let list = DeferredList::<()>::of([]).fire_on_one_callback();
    assert_eq!(list.status().phase, Phase::Unfired);
}

#[test]
fn the_first_failure_fails_the_list_and_a_value_before_it_does_not() {
    let (mut triggers, members) = pairs(3);
    let list = DeferredList::of(members).fire_on_one_errback().consume_errors().results();
    triggers.remove(0).callback(1);
    assert!(list.now().is_none());
    triggers.remove(0).errback("first");
    triggers.remove(0).errback("second");
    let error = first_error(&list);
    assert_eq!((error.index, error.failure.to_string()), (1, "first".to_owned()));
}

#[test]
fn any_failure_fails_what_gathers_values() {
    let _reports = reports();
    let (mut triggers, members) = pairs::<i32>(2);
    let list = gather_results(members);
    triggers.remove(1).errback("no answer");
    assert_eq!(first_error(&list).index, 1);
    triggers.remove(0).callback(1);
}

#[test]
fn a_failure_without_that_flag_only_counts() {
    let (mut triggers, members) = pairs::<i32>(2);
    let list = DeferredList::of(members).consume_errors().results();
    triggers.remove(0).errback("zero");
    assert!(list.now().is_none());
    triggers.remove(0).errback("one");
    assert_eq!(texts(value(&list)), [Err("zero".into()), Err("one".into())]);
}

#[test]
fn the_first_value_fires_and_the_others_do_no_harm() {
    let (mut triggers, members) = pairs(3);
    let list = DeferredList::of(members).fire_on_one_callback();
    triggers.remove(2).callback("two");
    assert_eq!(value(&list).value(), Some((2, "two")));
    triggers.remove(0).callback("zero");
    triggers.remove(0).callback("one");
}

#[test]
fn a_failure_does_not_keep_the_first_value_from_coming() {
    let (mut triggers, members) = pairs(2);
    let list = DeferredList::of(members).consume_errors().fire_on_one_callback();
    triggers.remove(0).errback("no");
    assert!(list.now().is_none());
    triggers.remove(0).callback("yes");
    assert!(matches!(value(&list), FirstValue::Value { index: 1, value: "yes" }));
}

#[test]
fn where_all_fail_there_is_no_first_value_but_all_failures_in_order() {
    let (mut triggers, members) = pairs::<()>(2);
    let list = DeferredList::of(members).consume_errors().fire_on_one_callback();
    triggers.remove(1).errback("one");
    triggers.remove(0).errback("zero");
    let FirstValue::AllFailed(failures) = value(&list) else { panic!("nobody had a value") };
    assert_eq!(failures.iter().map(ToString::to_string).collect::<Vec<_>>(), ["zero", "one"]);
}

#[test]
fn with_both_flags_the_first_to_fire_decides() {
    let flags = |members| DeferredList::of(members).fire_on_one_errback().consume_errors();
    let (_t, slow) = Deferred::<i32>::pair();
    assert_eq!(first_error(&flags([slow, fail("no")]).fire_on_one_callback()).index, 1);
    let (_t, slow) = Deferred::<i32>::pair();
    assert_eq!(value(&flags([slow, succeed(5)]).fire_on_one_callback()).value(), Some((1, 5)));
}

#[test]
fn a_members_failure_stays_in_the_member_and_is_reported() {
    let reports = reports();
    let results = deferred_list([fail::<()>("lost")]);
    assert_eq!(*reports.borrow(), ["lost"]);
    assert!(value(&results)[0].is_err(), "the list has a clone");
}

#[test]
fn a_consumed_failure_is_not_reported_for_the_member() {
    let reports = reports();
    let (mut triggers, members) = pairs::<()>(2);
    let list = DeferredList::of(members).consume_errors().values();
    triggers.remove(0).errback("first");
    triggers.remove(0).errback("too late for the list");
    assert!(reports.borrow().is_empty());
    drop(list);
    assert_eq!(*reports.borrow(), ["the Deferred at index 0 failed first: first"]);
}

#[test]
fn the_lists_own_failure_is_another_one_than_its_members() {
    let reports = reports();
    drop(gather_results([fail::<()>("no")]));
    assert_eq!(*reports.borrow(), ["no", "the Deferred at index 0 failed first: no"]);
}

#[test]
fn values_move_into_the_list_and_need_no_clone() {
    #[derive(Debug, PartialEq)]
    struct Unique(u8);
    impl deferred::Plain for Unique {}
    assert_eq!(value(&gather_results([succeed(Unique(1))])), [Unique(1)]);
}

#[test]
fn a_value_that_comes_too_late_is_dropped_at_once() {
    let held = Rc::new(());
    let (mut triggers, members) = pairs(3);
    let list = DeferredList::of(members).consume_errors().values();
    triggers.remove(0).callback(held.clone());
    assert_eq!(Rc::strong_count(&held), 2);
    triggers.remove(0).errback("no");
    assert_eq!(Rc::strong_count(&held), 1, "nobody wants the values any more");
    triggers.remove(0).callback(held.clone());
    assert_eq!(Rc::strong_count(&held), 1);
    drop(list.add_errback(|_| Vec::new()));
}

#[test]
fn levels_that_a_member_has_already_run_before_the_list_hears_of_it() {
    let (trigger, member) = Deferred::pair();
    let list = gather_results([member.add_callback(|n| n * 2)]);
    trigger.callback(21);
    assert_eq!(value(&list), [42]);
}

#[test]
fn a_list_may_be_a_member_and_may_be_returned() {
    let (trigger, member) = Deferred::pair();
    let inner = gather_results([member]);
    let outer = gather_results([succeed(()).add_callback(|()| inner)]);
    trigger.callback(7);
    assert_eq!(value(&outer), [[7]]);
}

#[test]
fn a_paused_member_counts_when_it_is_unpaused() {
    let (trigger, member) = Deferred::pair();
    let (trigger, control) = (trigger.shared(), member.control());
    member.pause();
    let list = gather_results([member]);
    trigger.callback(1).unwrap();
    assert!(list.now().is_none());
    control.unpause();
    assert_eq!(value(&list), [1]);
}

#[test]
fn the_list_may_be_dropped_and_fires_all_the_same() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let log = seen.clone();
    let (trigger, member) = Deferred::pair();
    drop(gather_results([member]).add_callback(move |values| log.replace(values)));
    trigger.callback(1);
    assert_eq!(*seen.borrow(), [1]);
}

#[test]
fn a_list_that_can_never_fire_leaks_nothing() {
    let held = Rc::new(());
    let (mut triggers, members) = pairs(2);
    let inner = held.clone();
    let list = gather_results(members).add_callback(move |_| drop(inner));
    triggers.remove(0).callback(held.clone());
    drop(triggers);
    drop(list);
    assert_eq!(Rc::strong_count(&held), 1);
}

#[test]
fn a_level_of_the_list_may_fire_and_cancel_members_and_lists() {
    let (mut triggers, members) = pairs(2);
    let (second, first) = (triggers.remove(1), triggers.remove(0));
    let list = DeferredList::of(members).fire_on_one_callback();
    let control = list.control();
    let list = list.add_callback(move |first| {
        second.callback("two");
        control.cancel();
        first.value()
    });
    first.callback("one");
    assert_eq!(value(&list), Some((0, "one")));
}

#[test]
fn a_value_that_is_not_wanted_may_meddle_with_the_list_when_it_is_dropped() {
    struct Meddler(Option<Trigger<Meddler>>);
    impl Drop for Meddler {
        fn drop(&mut self) {
            if let Some(trigger) = self.0.take() {
                trigger.callback(Meddler(None));
            }
        }
    }
    let (mut triggers, members) = pairs(3);
    let list = DeferredList::of(members).consume_errors().values();
    let (first, second, third) = (triggers.remove(0), triggers.remove(0), triggers.remove(0));
    first.callback(Meddler(Some(third)));
    second.errback("no");
    assert_eq!(first_error(&list).index, 1);
}

#[test]
fn a_first_error_tells_the_place_and_the_error() {
    let failure = Failure::from("".parse::<u8>().unwrap_err());
    let error = FirstError { index: 3, failure: failure.clone() };
    let said = "cannot parse integer from empty string";
    assert_eq!(error.to_string(), format!("the Deferred at index 3 failed first: {said}"));
    let source = error.source().expect("the member's error");
    assert!(source.is::<std::num::ParseIntError>());
    let debug = format!("{error:?}");
    assert!(debug.contains("index: 3") && debug.contains("ParseIntError"), "{debug}");
}

#[test]
fn first_errors_are_equal_if_they_speak_of_one_failure_at_one_place() {
    let failure = Failure::from("no");
    let error = |index, failure: &Failure| FirstError { index, failure: failure.clone() };
    assert_eq!(error(1, &failure), error(1, &failure));
    assert_ne!(error(1, &failure), error(2, &failure));
    assert_ne!(error(1, &failure), error(1, &Failure::from("no")));
}

#[test]
fn a_first_error_is_made_where_the_list_is_made() {
    let line = line!() + 1;
    let list = DeferredList::of([fail::<()>("no")]).consume_errors().values();
    let failure = list.now().unwrap().unwrap_err();
    assert_eq!((failure.created_at().file(), failure.created_at().line()), (file!(), line));
    let member = &failure.check::<FirstError>().unwrap().failure;
    assert_eq!(member.created_at().line(), line);
}

#[test]
fn a_hundred_thousand_members_need_no_stack() {
    const MANY: u32 = 100_000;
    let (done, finished) = mpsc::channel();
    let thread = thread::Builder::new().stack_size(256 * 1024).spawn(move || {
        let (triggers, members) = pairs(MANY as usize);
        let list = gather_results(members);
        (0..MANY).zip(triggers).for_each(|(n, trigger)| trigger.callback(n));
        assert!(value(&list).into_iter().eq(0..MANY));
        assert_eq!(value(&gather_results((0..MANY).map(succeed))).len(), MANY as usize);

        let (triggers, members) = pairs::<u32>(MANY as usize);
        let list = DeferredList::of(members).consume_errors().results();
        list.cancel();
        assert!(value(&list).iter().all(Result::is_err));
        drop(triggers);

        let (triggers, members) = pairs::<u32>(MANY as usize);
        let list = gather_results(members);
        drop((triggers, list));
        done.send(())
    });
    let outcome = finished.recv_timeout(Duration::from_secs(120));
    assert_ne!(outcome, Err(mpsc::RecvTimeoutError::Timeout), "it takes too long");
    thread.unwrap().join().expect("no panic").expect("somebody listens");
}
