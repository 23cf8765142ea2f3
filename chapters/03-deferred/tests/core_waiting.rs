//! A function that returns a Deferred: the chain waits for it.

use std::cell::RefCell;
use std::rc::Rc;

use deferred::{
    AlreadyCalled, Deferred, Failure, Outcome, Phase, ReturnedItself, fail, on_unhandled, succeed,
};

type Seen = Rc<RefCell<Vec<&'static str>>>;

fn note(seen: &Seen, word: &'static str) -> impl FnOnce(i32) -> i32 + 'static {
    let seen = seen.clone();
    move |n| {
        seen.borrow_mut().push(word);
        n
    }
}

fn value<T: 'static>(d: &Deferred<T>) -> T {
    d.now().expect("a result").expect("a value")
}

#[test]
fn the_chain_goes_on_with_the_result_of_the_returned_one() {
    let (trigger, inner) = Deferred::pair();
    let d = succeed(20).add_callback(move |n| inner.add_callback(move |m: i32| n + m));
    assert_eq!(d.status().phase, Phase::Waiting);
    assert!(d.now().is_none());
    trigger.callback(3);
    assert_eq!(value(&d), 23);
}

#[test]
fn a_fired_one_is_not_waited_for() {
    assert_eq!(value(&succeed(1).add_callback(|n| succeed(n + 1))), 2);
}

#[test]
fn the_inner_levels_run_before_the_outer_ones() {
    let seen = Seen::default();
    let (trigger, inner) = Deferred::pair();
    let inner = inner.add_callback(note(&seen, "inner"));
    let outer = succeed(0).add_callback(move |_| inner);
    let outer = outer.add_callback(note(&seen, "outer"));
    trigger.callback(1);
    drop(outer.add_callback(note(&seen, "later")));
    assert_eq!(*seen.borrow(), ["inner", "outer", "later"]);
}

#[test]
fn an_errback_may_return_one() {
    let (trigger, inner) = Deferred::pair();
    let d = fail::<i32>("no").add_errback(move |_| inner);
    trigger.callback(5);
    assert_eq!(value(&d), 5);
}

#[test]
fn the_failure_of_the_inner_one_belongs_to_the_outer_one() {
    let lost = Rc::new(RefCell::new(Vec::new()));
    let log = lost.clone();
    on_unhandled(move |failure| log.borrow_mut().push(failure.to_string()));

    let (trigger, inner) = Deferred::<i32>::pair();
    let d = succeed(1).add_callback(move |_| inner);
    trigger.errback("no");
    assert!(lost.borrow().is_empty(), "the inner one is gone, and has handed it over");
    drop(d);
    assert_eq!(*lost.borrow(), ["no"]);
}

#[test]
fn waiting_is_passed_on_through_any_number() {
    let (trigger, innermost) = Deferred::pair();
    let middle = succeed(()).add_callback(move |()| innermost).add_callback(|n: i32| n + 1);
    let outer = succeed(()).add_callback(move |()| middle).add_callback(|n| n * 10);
    trigger.callback(4);
    assert_eq!(value(&outer), 50);
}

#[test]
fn it_waits_for_one_that_waits_itself() {
    let (trigger, innermost) = Deferred::pair();
    let (start_middle, middle) = Deferred::pair();
    let middle = middle.add_callback(move |()| innermost);
    let (start_outer, outer) = Deferred::pair();
    let outer = outer.add_callback(move |()| middle);
    start_middle.callback(());
    start_outer.callback(());
    trigger.callback("all the way");
    assert_eq!(value(&outer), "all the way");
}

#[test]
fn a_fired_but_paused_one_is_waited_for() {
    let (trigger, inner) = Deferred::pair();
    let hold = trigger.shared();
    let control = inner.control();
    inner.pause();
    assert_eq!(hold.callback(1), Ok(()));
    let d = succeed(0).add_callback(move |_| inner);
    assert!(d.now().is_none());
    control.unpause();
    assert_eq!(value(&d), 1);
}

#[test]
fn a_paused_waiter_gets_the_result_and_runs_later() {
    let seen = Seen::default();
    let (trigger, inner) = Deferred::pair();
    let d = succeed(0).add_callback(move |_| inner).add_callback(note(&seen, "ran"));
    d.pause();
    trigger.callback(1);
    assert_eq!(d.status().phase, Phase::Succeeded);
    assert!(seen.borrow().is_empty());
    d.unpause();
    assert_eq!(*seen.borrow(), ["ran"]);
}

#[test]
fn the_inner_trigger_keeps_the_waiting_chain_alive() {
    let seen = Seen::default();
    let (trigger, inner) = Deferred::pair();
    drop(succeed(0).add_callback(move |_| inner).add_callback(note(&seen, "ran")));
    trigger.callback(1);
    assert_eq!(*seen.borrow(), ["ran"]);
}

#[test]
fn a_control_says_what_is_waited_for() {
    let (trigger, inner) = Deferred::<i32>::pair();
    let inner_control = inner.control();
    let d = succeed(0).add_callback(move |_| inner);
    assert_eq!(d.control().waits_for(), Some(inner_control.clone()));
    trigger.callback(1);
    assert_eq!(d.control().waits_for(), None);
    assert_eq!(inner_control.status(), None);
}

#[test]
fn returning_oneself_is_a_failure() {
    let own = Rc::new(RefCell::new(None::<Deferred<i32>>));
    let (trigger, d) = Deferred::pair();
    let place = own.clone();
    let d = d.add_callback(move |_: i32| place.take().expect("put there below"));
    let control = d.control();
    *own.borrow_mut() = Some(d.add_errback(|failure| {
        failure.trap::<ReturnedItself>()?;
        Ok(7)
    }));
    trigger.callback(1);
    assert_eq!(control.status(), None, "nothing holds it any more");
}

#[test]
fn a_function_may_decide_whether_to_wait() {
    let (trigger, inner) = Deferred::pair();
    let mut inner = Some(inner);
    let mut ask = move |now: Option<&'static str>| {
        let answer = now.map(|answer| Outcome::Now(Ok(answer)));
        answer.unwrap_or_else(|| Outcome::Later(inner.take().expect("asked once")))
    };
    let (known, unknown) = (ask(Some("now")), ask(None));
    assert_eq!(value(&succeed(()).add_callback(move |()| known)), "now");
    let d = succeed(()).add_callback(move |()| unknown);
    trigger.callback("later");
    assert_eq!(value(&d), "later");
}

#[test]
fn chain_fires_another_and_leaves_nothing() {
    let (to, target) = Deferred::pair();
    let d = succeed(5).chain(to);
    assert_eq!(value(&target), 5);
    assert_eq!(d.now().unwrap().ok(), Some(()));
}

#[test]
fn chain_hands_on_failures_too() {
    let (to, target) = Deferred::<i32>::pair();
    let d = fail("no").chain(to);
    assert_eq!(target.now().unwrap().unwrap_err().to_string(), "no");
    assert!(d.now().unwrap().is_ok());
}

#[test]
fn chain_to_one_that_has_fired_fails_the_source() {
    let (to, target) = Deferred::pair();
    let to = to.shared();
    assert_eq!(to.callback(1), Ok(()));
    let failure: Failure = succeed(2).chain(to).now().unwrap().unwrap_err();
    assert!(failure.check::<AlreadyCalled>().is_some());
    assert_eq!(value(&target), 1);
}
