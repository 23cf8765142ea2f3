//! Looping calls, on a clock that stands still.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use deferred::{
    AlreadyLooping, Cancelled, Deferred, Failure, LoopingCall, Panicked, Trigger, fail, succeed,
};
use reactor::{Clock, Time};

const SECOND: Duration = Duration::from_secs(1);
const HALF: Duration = Duration::from_millis(500);

type Seen<T> = Rc<RefCell<Vec<T>>>;

/// A loop that notes at which second it is called.
fn noting(clock: &Clock) -> (Seen<u64>, LoopingCall) {
    let (seen, clock) = (Seen::default(), clock.clone());
    let notes = seen.clone();
    (seen, LoopingCall::new(move || notes.borrow_mut().push(clock.seconds().as_secs())))
}

/// A loop that notes the counts which it is told.
fn counting() -> (Seen<u64>, LoopingCall) {
    let seen = Seen::default();
    let notes = seen.clone();
    (seen, LoopingCall::with_count(move |count| notes.borrow_mut().push(count)))
}

/// A loop whose function returns a Deferred each time, and the triggers of these.
fn waiting() -> (Seen<Trigger<&'static str>>, LoopingCall) {
    let triggers = Seen::default();
    let places = triggers.clone();
    let looping = LoopingCall::new(move || {
        let (trigger, d) = Deferred::pair();
        places.borrow_mut().push(trigger);
        d
    });
    (triggers, looping)
}

fn is_fired_by_stop(ended: &Deferred<()>) -> bool {
    ended.now().is_some_and(|end| end.is_ok())
}

#[test]
fn it_calls_at_once_and_then_at_each_interval() {
    let clock = Clock::new();
    let (seen, looping) = noting(&clock);
    let ended = looping.start(&clock, SECOND, true);
    assert_eq!(*seen.borrow(), [0]);
    clock.advance(HALF);
    assert_eq!(*seen.borrow(), [0]);
    clock.pump([HALF, HALF, HALF, SECOND]);
    assert_eq!(*seen.borrow(), [0, 1, 2, 3]);
    assert!(ended.now().is_none());
}

#[test]
fn it_may_wait_for_the_first_interval() {
    let clock = Clock::new();
    let (seen, looping) = noting(&clock);
    let _ended = looping.start(&clock, SECOND, false);
    assert!(seen.borrow().is_empty());
    clock.advance(SECOND);
    assert_eq!(*seen.borrow(), [1]);
}

#[test]
fn stop_fires_the_deferred_and_cancels_the_next_call() {
    let clock = Clock::new();
    let (seen, looping) = noting(&clock);
    let ended = looping.start(&clock, SECOND, true);
    assert!(looping.running());
    looping.stop();
    assert!(!looping.running());
    assert!(is_fired_by_stop(&ended));
    assert!(clock.delayed_calls().is_empty());
    clock.advance(10 * SECOND);
    assert_eq!(*seen.borrow(), [0]);
}

#[test]
fn it_may_be_stopped_before_the_first_call() {
    let clock = Clock::new();
    let (seen, looping) = noting(&clock);
    let ended = looping.start(&clock, SECOND, false);
    looping.stop();
    assert!(is_fired_by_stop(&ended));
    assert!(clock.delayed_calls().is_empty());
    assert!(seen.borrow().is_empty());
}

#[test]
fn its_own_function_may_stop_it() {
    let clock = Clock::new();
    let place: Rc<RefCell<Option<LoopingCall>>> = Rc::default();
    let own = place.clone();
    let looping = LoopingCall::new(move || own.borrow().as_ref().unwrap().stop());
    *place.borrow_mut() = Some(looping.clone());
    assert!(is_fired_by_stop(&looping.start(&clock, SECOND, true)));
    assert!(clock.delayed_calls().is_empty());
    place.take();
}

#[test]
fn to_stop_what_does_not_run_does_nothing() {
    let clock = Clock::new();
    let (seen, looping) = noting(&clock);
    looping.stop();
    let ended = looping.start(&clock, SECOND, true);
    looping.stop();
    looping.stop();
    assert!(is_fired_by_stop(&ended));
    assert_eq!(*seen.borrow(), [0]);
}

#[test]
fn it_may_be_started_anew() {
    let clock = Clock::new();
    let (seen, looping) = noting(&clock);
    looping.start(&clock, SECOND, true);
    looping.stop();
    clock.advance(HALF);
    let _ended = looping.start(&clock, SECOND, false);
    clock.pump([HALF, HALF]);
    assert_eq!(*seen.borrow(), [0, 1]);
}

#[test]
fn a_second_start_fails_and_the_first_goes_on() {
    let clock = Clock::new();
    let (seen, looping) = noting(&clock);
    let first = looping.start(&clock, SECOND, true);
    let second = looping.start(&clock, SECOND, true);
    assert!(second.now().unwrap().unwrap_err().check::<AlreadyLooping>().is_some());
    clock.advance(SECOND);
    assert_eq!(*seen.borrow(), [0, 1]);
    looping.stop();
    assert!(is_fired_by_stop(&first));
}

#[test]
fn missed_intervals_are_skipped() {
    let clock = Clock::new();
    let (seen, looping) = noting(&clock);
    let _ended = looping.start(&clock, 2 * SECOND, true);
    clock.advance(7 * SECOND);
    assert_eq!(*seen.borrow(), [0, 7], "one call for the three that are due");
    clock.advance(SECOND);
    assert_eq!(*seen.borrow(), [0, 7, 8], "and the next at a multiple of the interval");
}

#[test]
fn time_that_the_function_takes_is_skipped_too() {
    let clock = Clock::new();
    let (seen, its_clock) = (Seen::default(), clock.clone());
    let notes = seen.clone();
    let looping = LoopingCall::new(move || {
        notes.borrow_mut().push(its_clock.seconds().as_secs());
        its_clock.advance(3 * SECOND); // busy for three seconds
    });
    let _ended = looping.start(&clock, 2 * SECOND, true);
    clock.advance(SECOND);
    assert_eq!(*seen.borrow(), [0, 4]);
}

#[test]
fn it_tells_how_many_intervals_have_passed() {
    let clock = Clock::new();
    let (seen, looping) = counting();
    let _ended = looping.start(&clock, SECOND, true);
    assert_eq!(*seen.borrow(), [1]);
    clock.advance(SECOND);
    clock.advance(3 * SECOND + HALF);
    clock.advance(HALF);
    assert_eq!(*seen.borrow(), [1, 1, 3, 1]);
}

#[test]
fn it_counts_from_the_start_when_the_first_call_is_late() {
    let clock = Clock::new();
    let (seen, looping) = counting();
    let _ended = looping.start(&clock, SECOND, false);
    clock.advance(3 * SECOND);
    assert_eq!(*seen.borrow(), [3]);
}

#[test]
fn a_clock_that_does_not_start_at_zero_counts_the_same() {
    let clock = Clock::new();
    clock.advance(1234 * SECOND + HALF);
    let (seen, looping) = counting();
    let _ended = looping.start(&clock, SECOND, true);
    clock.pump([HALF, HALF, 2 * SECOND]);
    assert_eq!(*seen.borrow(), [1, 1, 2]);
}

#[test]
fn intervals_that_pass_while_it_waits_are_counted() {
    let clock = Clock::new();
    let (seen, place) = (Seen::default(), Rc::new(RefCell::new(None)));
    let (notes, waits) = (seen.clone(), place.clone());
    let looping = LoopingCall::with_count(move |count| {
        notes.borrow_mut().push(count);
        let (trigger, d) = Deferred::<()>::pair();
        *waits.borrow_mut() = Some(trigger);
        d
    });
    let _ended = looping.start(&clock, SECOND, true);
    clock.advance(3 * SECOND);
    place.take().unwrap().callback(());
    clock.advance(SECOND);
    assert_eq!(*seen.borrow(), [1, 4]);
}

#[test]
fn an_interval_of_zero_is_every_turn_and_counts_one() {
    let clock = Clock::new();
    let (seen, place) = (Seen::default(), Rc::new(RefCell::new(None::<LoopingCall>)));
    let (notes, own) = (seen.clone(), place.clone());
    let looping = LoopingCall::with_count(move |count| {
        notes.borrow_mut().push(count);
        if notes.borrow().len() == 5 {
            own.borrow().as_ref().unwrap().stop();
        }
    });
    *place.borrow_mut() = Some(looping.clone());
    let ended = looping.start(&clock, Duration::ZERO, false);
    assert!(seen.borrow().is_empty());
    clock.advance(Duration::ZERO);
    assert_eq!(*seen.borrow(), [1; 5]);
    assert!(is_fired_by_stop(&ended));
    place.take();
}

#[test]
fn an_interval_of_zero_waits_for_a_deferred() {
    let clock = Clock::new();
    let (triggers, looping) = waiting();
    let _ended = looping.start(&clock, Duration::ZERO, false);
    clock.advance(Duration::ZERO);
    clock.advance(2 * SECOND);
    assert_eq!(triggers.borrow().len(), 1);
    let trigger = triggers.borrow_mut().pop().unwrap();
    trigger.callback("done");
    clock.advance(Duration::ZERO);
    assert_eq!(triggers.borrow().len(), 1);
}

#[test]
fn it_waits_for_the_deferred_that_the_function_returns() {
    let clock = Clock::new();
    let (triggers, looping) = waiting();
    let _ended = looping.start(&clock, 2 * SECOND, true);
    clock.advance(5 * SECOND);
    assert_eq!(triggers.borrow().len(), 1);
    let trigger = triggers.borrow_mut().pop().unwrap();
    trigger.callback("done");
    assert!(triggers.borrow().is_empty(), "not at once, but at the next multiple");
    clock.advance(SECOND);
    assert_eq!(triggers.borrow().len(), 1);
}

#[test]
fn stopped_while_it_waits_it_ends_when_the_function_is_done() {
    let clock = Clock::new();
    let (triggers, looping) = waiting();
    let ended = looping.start(&clock, SECOND, true);
    looping.stop();
    assert!(!looping.running());
    assert!(ended.now().is_none());
    let again = looping.start(&clock, SECOND, true);
    assert!(again.now().unwrap().is_err(), "the first round is not over");
    let trigger = triggers.borrow_mut().pop().unwrap();
    trigger.callback("done");
    assert!(is_fired_by_stop(&ended));
    assert!(clock.delayed_calls().is_empty());
}

#[test]
fn an_error_ends_the_loop_and_fails_the_deferred() {
    let clock = Clock::new();
    let looping = LoopingCall::new(|| Err::<(), Failure>("out of order".into()));
    let ended = looping.start(&clock, SECOND, false);
    clock.advance(SECOND);
    assert_eq!(ended.now().unwrap().unwrap_err().to_string(), "out of order");
    assert!(!looping.running());
    assert!(clock.delayed_calls().is_empty());
}

#[test]
fn an_error_in_the_first_call_fails_the_deferred_too() {
    let clock = Clock::new();
    let ended = LoopingCall::new(|| fail::<()>("at once")).start(&clock, SECOND, true);
    assert_eq!(ended.now().unwrap().unwrap_err().to_string(), "at once");
}

#[test]
fn a_deferred_that_fails_ends_the_loop() {
    let clock = Clock::new();
    let (triggers, looping) = waiting();
    let ended = looping.start(&clock, SECOND, true);
    let trigger = triggers.borrow_mut().pop().unwrap();
    trigger.errback("too late");
    assert_eq!(ended.now().unwrap().unwrap_err().to_string(), "too late");
    assert!(!looping.running());
}

#[test]
fn stopped_and_failed_it_fails() {
    let clock = Clock::new();
    let (triggers, looping) = waiting();
    let ended = looping.start(&clock, SECOND, true);
    looping.stop();
    let trigger = triggers.borrow_mut().pop().unwrap();
    trigger.errback("too late");
    assert_eq!(ended.now().unwrap().unwrap_err().to_string(), "too late");
}

#[test]
fn a_panic_ends_the_loop_which_may_be_started_anew() {
    let clock = Clock::new();
    let (mut calls, seen) = (0, Seen::default());
    let notes = seen.clone();
    let looping = LoopingCall::new(move || {
        calls += 1;
        assert!(calls != 1, "the first call");
        notes.borrow_mut().push(calls);
    });
    let ended = looping.start(&clock, SECOND, true);
    assert!(ended.now().unwrap().unwrap_err().check::<Panicked>().is_some());
    let _ended = looping.start(&clock, SECOND, true);
    assert_eq!(*seen.borrow(), [2]);
}

#[test]
fn reset_counts_the_interval_from_now() {
    let clock = Clock::new();
    let (seen, looping) = noting(&clock);
    let _ended = looping.start(&clock, 5 * SECOND, false);
    clock.advance(4 * SECOND);
    looping.reset();
    clock.advance(4 * SECOND);
    assert!(seen.borrow().is_empty());
    clock.advance(SECOND);
    assert_eq!(*seen.borrow(), [9]);
    clock.advance(5 * SECOND);
    assert_eq!(*seen.borrow(), [9, 14]);
}

#[test]
fn reset_leaves_a_function_that_is_at_work_alone() {
    let clock = Clock::new();
    let (triggers, looping) = waiting();
    let _ended = looping.start(&clock, 5 * SECOND, true);
    clock.advance(SECOND);
    looping.reset();
    assert!(clock.delayed_calls().is_empty());
    let trigger = triggers.borrow_mut().pop().unwrap();
    trigger.callback("done");
    clock.advance(4 * SECOND);
    assert_eq!(triggers.borrow().len(), 1);
}

#[test]
fn cancelling_the_deferred_stops_the_loop() {
    let clock = Clock::new();
    let (seen, looping) = noting(&clock);
    let ended = looping.start(&clock, SECOND, true);
    ended.cancel();
    assert!(ended.now().unwrap().unwrap_err().check::<Cancelled>().is_some());
    assert!(!looping.running());
    assert!(clock.delayed_calls().is_empty());
    let _ended = looping.start(&clock, SECOND, true);
    assert_eq!(*seen.borrow(), [0, 0]);
}

#[test]
fn it_goes_on_when_its_handle_is_dropped() {
    let clock = Clock::new();
    let (seen, looping) = noting(&clock);
    let _ended = looping.start(&clock, SECOND, true);
    drop(looping);
    clock.advance(SECOND);
    assert_eq!(*seen.borrow(), [0, 1]);
}

#[test]
fn the_value_of_its_function_is_of_no_account() {
    let clock = Clock::new();
    let ended = LoopingCall::new(|| succeed("ignored")).start(&clock, SECOND, true);
    clock.advance(SECOND);
    assert!(ended.now().is_none());
}
