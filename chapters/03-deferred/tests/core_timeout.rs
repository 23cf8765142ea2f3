//! Deferreds and the clock: `defer_later`, `add_timeout`, `add_timeout_with`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use deferred::{
    AlreadyCalled, Cancelled, Deferred, Failure, Phase, TimedOut, Trigger, defer_later,
    on_unhandled, succeed,
};
use reactor::{Clock, Time};

const DELAY: Duration = Duration::from_secs(10);
const JUST_BEFORE: Duration = Duration::from_millis(9_999);
const REST: Duration = Duration::from_millis(1);

fn value<T: 'static>(d: &Deferred<T>) -> T {
    d.now().expect("a result").expect("a value")
}

fn failure<T: 'static>(d: &Deferred<T>) -> Failure {
    d.now().expect("a result").err().expect("a failure")
}

fn timed_out<T: 'static>(d: &Deferred<T>) -> bool {
    failure(d).check() == Some(&TimedOut { after: Some(DELAY) })
}

fn is_idle(clock: &Clock) -> bool {
    clock.delayed_calls().is_empty()
}

/// What `add_timeout_with` calls: notes its argument, and makes it -1.
fn note(
    seen: &Rc<RefCell<Vec<String>>>,
) -> impl FnOnce(Result<i32, Failure>, Duration) -> i32 + 'static {
    let seen = seen.clone();
    move |result, after| {
        let result = result.map_err(|failure| failure.to_string());
        seen.borrow_mut().push(format!("{result:?} after {after:?}"));
        -1
    }
}

#[test]
fn defer_later_calls_its_function_when_the_time_has_come_and_not_before() {
    let (clock, called) = (Clock::new(), Rc::new(Cell::new(false)));
    let inner = called.clone();
    let d = defer_later(&clock, DELAY, move || {
        inner.set(true);
        7
    });
    clock.advance(JUST_BEFORE);
    assert!(!called.get() && d.now().is_none());
    clock.advance(REST);
    assert_eq!(value(&d), 7);
}

#[test]
fn what_defer_later_calls_may_fail_panic_or_wait() {
    let clock = Clock::new();
    let failing = defer_later(&clock, DELAY, || Ok("x".parse::<i32>()?));
    let panicking = defer_later(&clock, DELAY, || -> i32 { panic!("boiled over") });
    let (trigger, inner) = Deferred::pair();
    let waiting = defer_later(&clock, DELAY, move || inner);
    clock.advance(DELAY);
    assert_eq!(failure(&failing).to_string(), "invalid digit found in string");
    assert!(failure(&panicking).to_string().contains("boiled over"));
    assert_eq!(waiting.status().phase, Phase::Waiting);
    trigger.callback(5);
    assert_eq!(value(&waiting), 5);
}

#[test]
fn defer_later_that_is_cancelled_never_calls_its_function() {
    let (clock, called) = (Clock::new(), Rc::new(Cell::new(false)));
    let inner = called.clone();
    let d = defer_later(&clock, DELAY, move || inner.set(true));
    d.cancel();
    assert!(is_idle(&clock));
    clock.advance(DELAY);
    assert!(failure(&d).check::<Cancelled>().is_some());
    assert!(!called.get());
}

#[test]
fn defer_later_runs_though_its_deferred_was_dropped() {
    let (clock, called) = (Clock::new(), Rc::new(Cell::new(false)));
    let inner = called.clone();
    drop(defer_later(&clock, DELAY, move || inner.set(true)));
    clock.advance(DELAY);
    assert!(called.get());
}

#[test]
fn a_clock_that_goes_takes_what_was_deferred_along() {
    let (clock, held) = (Clock::new(), Rc::new(()));
    let inner = held.clone();
    let d = defer_later(&clock, DELAY, move || drop(inner));
    drop(clock);
    drop(d);
    assert_eq!(Rc::strong_count(&held), 1);
}

#[test]
fn without_a_result_in_time_it_fails_with_timed_out() {
    let clock = Clock::new();
    let (_trigger, d) = Deferred::<i32>::pair();
    let d = d.add_timeout(DELAY, &clock);
    clock.advance(JUST_BEFORE);
    assert!(d.now().is_none());
    clock.advance(REST);
    assert!(timed_out(&d));
}

#[test]
fn the_text_of_a_timeout_tells_the_delay() {
    let clock = Clock::new();
    let (_trigger, d) = Deferred::<i32>::pair();
    let d = d.add_timeout(DELAY, &clock);
    clock.advance(DELAY);
    assert_eq!(failure(&d).to_string(), "Timed out after 10s.");
}

#[test]
fn a_timeout_is_made_where_it_was_added() {
    let clock = Clock::new();
    let (_trigger, d) = Deferred::<i32>::pair();
    let (d, line) = (d.add_timeout(DELAY, &clock), line!());
    clock.advance(DELAY);
    let place = failure(&d).created_at();
    assert_eq!((place.file(), place.line()), (file!(), line));
}

#[test]
fn a_value_in_time_stays_and_stops_the_timer() {
    let clock = Clock::new();
    let (trigger, d) = Deferred::pair();
    let d = d.add_timeout(DELAY, &clock);
    clock.advance(JUST_BEFORE);
    trigger.callback(5);
    assert!(is_idle(&clock));
    clock.advance(DELAY);
    assert_eq!(value(&d), 5);
}

#[test]
fn a_failure_in_time_stays_and_stops_the_timer() {
    let clock = Clock::new();
    let (trigger, d) = Deferred::<i32>::pair();
    let d = d.add_timeout(DELAY, &clock);
    trigger.errback("no");
    assert!(is_idle(&clock));
    assert_eq!(failure(&d).to_string(), "no");
}

#[test]
fn a_timer_that_was_stopped_does_not_cancel_what_is_waited_for_later() {
    let clock = Clock::new();
    let (trigger, d) = Deferred::pair();
    let (inner_trigger, inner) = Deferred::pair();
    let d = d.add_timeout(DELAY, &clock).add_callback(move |()| inner);
    trigger.callback(());
    clock.advance(DELAY);
    assert_eq!(d.status().phase, Phase::Waiting);
    inner_trigger.callback("late, and in good time");
    assert_eq!(value(&d), "late, and in good time");
}

#[test]
fn levels_above_the_timeout_share_its_time() {
    let clock = Clock::new();
    let (_trigger, inner) = Deferred::<i32>::pair();
    let d = succeed(()).add_callback(move |()| inner).add_timeout(DELAY, &clock);
    clock.advance(DELAY);
    assert!(timed_out(&d), "what it waited for was cancelled");
}

#[test]
fn a_timeout_on_what_has_fired_already_is_over_at_once() {
    let clock = Clock::new();
    assert_eq!(value(&succeed(1).add_timeout(DELAY, &clock)), 1);
    assert!(is_idle(&clock));
}

#[test]
fn a_result_that_comes_too_late_does_no_harm() {
    let clock = Clock::new();
    on_unhandled(|_| unreachable!("nothing is left"));
    let (trigger, d) = Deferred::pair();
    let trigger = trigger.shared();
    let d = d.add_timeout(DELAY, &clock);
    clock.advance(DELAY);
    assert_eq!(trigger.callback(5), Ok(()));
    assert_eq!(trigger.callback(6), Err(AlreadyCalled));
    assert!(timed_out(&d));
}

#[test]
fn a_canceller_may_bring_a_value_in_place_of_the_timeout() {
    let clock = Clock::new();
    let (_trigger, d) = Deferred::with_canceller(|trigger: Trigger<i32>| trigger.callback(5));
    let d = d.add_timeout(DELAY, &clock);
    clock.advance(DELAY);
    assert_eq!(value(&d), 5);
}

#[test]
fn a_canceller_may_bring_its_own_failure_in_place_of_the_timeout() {
    let clock = Clock::new();
    let (_trigger, d) = Deferred::<i32>::with_canceller(|trigger| trigger.errback("hung up"));
    let d = d.add_timeout(DELAY, &clock);
    clock.advance(DELAY);
    assert_eq!(failure(&d).to_string(), "hung up");
}

#[test]
fn cancelled_by_hand_it_stays_cancelled_and_the_timer_is_stopped() {
    let clock = Clock::new();
    let (_trigger, d) = Deferred::<i32>::pair();
    let d = d.add_timeout(DELAY, &clock);
    d.cancel();
    assert!(is_idle(&clock));
    clock.advance(DELAY);
    assert!(failure(&d).check::<Cancelled>().is_some());
}

#[test]
fn an_errback_above_sees_cancelled_and_may_pass_it_on_to_be_a_timeout() {
    let (clock, seen) = (Clock::new(), Rc::new(Cell::new(false)));
    let inner = seen.clone();
    let (_trigger, d) = Deferred::<i32>::pair();
    let d = d.add_errback(move |failure| {
        inner.set(failure.check::<Cancelled>().is_some());
        Err(failure)
    });
    let d = d.add_timeout(DELAY, &clock);
    clock.advance(DELAY);
    assert!(seen.get() && timed_out(&d));
}

#[test]
fn an_errback_above_may_recover_and_then_it_is_no_timeout() {
    let clock = Clock::new();
    let (_trigger, d) = Deferred::pair();
    let d = d.add_errback(|_| 5).add_timeout(DELAY, &clock);
    clock.advance(DELAY);
    assert_eq!(value(&d), 5);
}

#[test]
fn a_callback_above_works_on_the_value_that_the_canceller_brings() {
    let clock = Clock::new();
    let (_trigger, d) = Deferred::with_canceller(|trigger: Trigger<i32>| trigger.callback(5));
    let d = d.add_callback(|n| n + 1).add_timeout(DELAY, &clock);
    clock.advance(DELAY);
    assert_eq!(value(&d), 6);
}

#[test]
fn after_a_timeout_the_function_makes_the_result() {
    let (clock, seen) = (Clock::new(), Rc::default());
    let (_trigger, d) = Deferred::pair();
    let d = d.add_timeout_with(DELAY, &clock, note(&seen));
    clock.advance(DELAY);
    assert_eq!(value(&d), -1);
    assert_eq!(*seen.borrow(), [r#"Err("the Deferred was cancelled") after 10s"#]);
}

#[test]
fn in_time_the_function_is_not_called() {
    let (clock, seen) = (Clock::new(), Rc::default());
    let (trigger, d) = Deferred::pair();
    let d = d.add_timeout_with(DELAY, &clock, note(&seen));
    trigger.callback(5);
    clock.advance(DELAY);
    assert_eq!(value(&d), 5);
    assert!(seen.borrow().is_empty() && is_idle(&clock));
}

#[test]
fn with_a_failure_in_time_the_function_is_not_called() {
    let (clock, seen) = (Clock::new(), Rc::default());
    let (trigger, d) = Deferred::pair();
    let d = d.add_timeout_with(DELAY, &clock, note(&seen));
    trigger.errback("no");
    clock.advance(DELAY);
    assert_eq!(failure(&d).to_string(), "no");
    assert!(seen.borrow().is_empty());
}

#[test]
fn cancelled_by_hand_the_function_is_not_called() {
    let (clock, seen) = (Clock::new(), Rc::default());
    let (_trigger, d) = Deferred::pair();
    let d = d.add_timeout_with(DELAY, &clock, note(&seen));
    d.cancel();
    clock.advance(DELAY);
    assert!(failure(&d).check::<Cancelled>().is_some());
    assert!(seen.borrow().is_empty());
}

#[test]
fn the_function_sees_what_the_canceller_brings() {
    let (clock, seen) = (Clock::new(), Rc::default());
    let (_trigger, d) = Deferred::with_canceller(|trigger| trigger.errback("hung up"));
    let d = d.add_timeout_with(DELAY, &clock, note(&seen));
    clock.advance(DELAY);
    assert_eq!(value(&d), -1);
    assert_eq!(*seen.borrow(), [r#"Err("hung up") after 10s"#]);
}

#[test]
fn the_function_sees_what_an_errback_above_passes_on() {
    let (clock, seen) = (Clock::new(), Rc::default());
    let (_trigger, d) = Deferred::pair();
    let d = d.add_errback(|_| Err::<i32, _>("worse".into()));
    let d = d.add_timeout_with(DELAY, &clock, note(&seen));
    clock.advance(DELAY);
    assert_eq!(value(&d), -1);
    assert_eq!(*seen.borrow(), [r#"Err("worse") after 10s"#]);
}

#[test]
fn the_function_sees_a_value_too_if_a_level_above_has_recovered() {
    let (clock, seen) = (Clock::new(), Rc::default());
    let (_trigger, d) = Deferred::pair();
    let d = d.add_errback(|_| 5).add_timeout_with(DELAY, &clock, note(&seen));
    clock.advance(DELAY);
    assert_eq!(value(&d), -1);
    assert_eq!(*seen.borrow(), ["Ok(5) after 10s"]);
}

#[test]
fn the_function_sees_the_value_that_a_callback_above_has_made() {
    let (clock, seen) = (Clock::new(), Rc::default());
    let (_trigger, d) = Deferred::with_canceller(|trigger: Trigger<i32>| trigger.callback(5));
    let d = d.add_callback(|n| n + 1).add_timeout_with(DELAY, &clock, note(&seen));
    clock.advance(DELAY);
    assert_eq!(value(&d), -1);
    assert_eq!(*seen.borrow(), ["Ok(6) after 10s"]);
}

#[test]
fn the_function_may_return_a_failure_or_a_deferred() {
    let clock = Clock::new();
    let (_t, d) = Deferred::<i32>::pair();
    let failing = d.add_timeout_with(DELAY, &clock, |_, _| Err::<i32, _>("gave up".into()));
    let (_t, d) = Deferred::<i32>::pair();
    let waiting = d.add_timeout_with(DELAY, &clock, |_, _| succeed(2));
    clock.advance(DELAY);
    assert_eq!(failure(&failing).to_string(), "gave up");
    assert_eq!(value(&waiting), 2);
}

#[test]
fn a_timeout_takes_two_levels() {
    let clock = Clock::new();
    let (_trigger, d) = Deferred::<i32>::pair();
    assert_eq!(d.add_timeout(DELAY, &clock).status().levels, 2);
}

#[test]
fn of_two_timeouts_the_shorter_one_strikes() {
    let clock = Clock::new();
    let (_trigger, d) = Deferred::<i32>::pair();
    let d = d.add_timeout(2 * DELAY, &clock).add_timeout(DELAY, &clock);
    clock.advance(DELAY);
    assert!(timed_out(&d), "the longer one has passed the cancel on");
    assert!(is_idle(&clock));
}

#[test]
fn a_timer_does_not_keep_the_deferred_alive() {
    let (clock, held) = (Clock::new(), Rc::new(()));
    let inner = held.clone();
    let (trigger, d) = Deferred::<()>::pair();
    drop(d.add_callback(move |()| drop(inner)).add_timeout(DELAY, &clock));
    drop(trigger);
    assert_eq!(Rc::strong_count(&held), 1);
    clock.advance(DELAY);
}

#[test]
fn a_canceller_that_panics_panics_out_of_the_clock() {
    let clock = Clock::new();
    let (_trigger, d) = Deferred::<i32>::with_canceller(|_| panic!("no brakes"));
    let d = d.add_timeout(DELAY, &clock);
    let advance = std::panic::AssertUnwindSafe(|| clock.advance(DELAY));
    assert!(std::panic::catch_unwind(advance).is_err());
    assert_eq!(d.status().phase, Phase::Unfired);
}
