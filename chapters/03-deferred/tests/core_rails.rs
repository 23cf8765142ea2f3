//! Levels, rails and values: what runs, in which order, with what.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use deferred::{Deferred, Failure, Panicked, fail, succeed};

fn message<T>(d: &Deferred<T>) -> String
where
    T: std::fmt::Debug + 'static,
{
    d.now().expect("a result").expect_err("a failure").to_string()
}

fn value<T: 'static>(d: &Deferred<T>) -> T {
    d.now().expect("a result").expect("a value")
}

#[test]
fn every_level_may_change_the_type() {
    let (trigger, d) = Deferred::pair();
    let d = d.add_callback(|text: &str| text.len());
    let d = d.add_callback(|length| vec![length; 2]);
    trigger.callback("four");
    assert_eq!(value(&d), [4, 4]);
}

#[test]
fn levels_run_in_the_order_in_which_they_were_added() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let (trigger, mut d) = Deferred::pair();
    for level in 0..5 {
        let seen = seen.clone();
        d = d.add_callback(move |()| seen.borrow_mut().push(level));
    }
    trigger.callback(());
    for level in 5..8 {
        let seen = seen.clone();
        d = d.add_callback(move |()| seen.borrow_mut().push(level));
    }
    assert_eq!(*seen.borrow(), [0, 1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn nothing_runs_before_the_trigger_fires() {
    let ran = Rc::new(Cell::new(false));
    let (trigger, d) = Deferred::pair();
    let note = ran.clone();
    let _d = d.add_callback(move |()| note.set(true));
    assert!(!ran.get());
    trigger.callback(());
    assert!(ran.get());
}

#[test]
fn a_level_that_is_added_later_runs_at_once() {
    let d = succeed(1).add_callback(|n| n + 1);
    assert_eq!(value(&d), 2);
}

#[test]
fn a_failure_passes_callbacks_by() {
    let d = fail::<i32>("no").add_callback(|_| -> i32 { unreachable!("on the errback rail") });
    assert_eq!(message(&d), "no");
}

#[test]
fn a_value_passes_errbacks_by() {
    let d = succeed(7).add_errback(|_| -> i32 { unreachable!("on the callback rail") });
    assert_eq!(value(&d), 7);
}

#[test]
fn an_errback_brings_the_chain_back_to_the_callback_rail() {
    let d = fail::<usize>("no").add_errback(|failure| failure.to_string().len());
    assert_eq!(value(&d.add_callback(|n| n * 10)), 20);
}

#[test]
fn an_errback_may_return_its_failure() {
    assert_eq!(message(&fail::<i32>("no").add_errback(Err)), "no");
}

#[test]
fn the_errback_beside_a_callback_does_not_see_its_error() {
    let d = succeed(1).add_callbacks(
        |_| Err::<i32, _>(Failure::from("below")),
        |_| -> i32 { unreachable!("it stands on the same level") },
    );
    assert_eq!(message(&d), "below");
}

#[test]
fn a_level_with_two_functions_calls_the_one_of_its_rail() {
    let both = |d: Deferred<i32>| d.add_callbacks(|n| n.to_string(), |f| f.to_string());
    assert_eq!(value(&both(succeed(1))), "1");
    assert_eq!(value(&both(fail("no"))), "no");
}

#[test]
fn add_both_is_called_in_either_case() {
    assert!(value(&succeed(1).add_both(|result| result.is_ok())));
    assert!(!value(&fail::<i32>("no").add_both(|result| result.is_ok())));
}

#[test]
fn a_question_mark_turns_any_error_into_a_failure() {
    let parse = |text: &'static str| Ok(text.parse::<i32>()?);
    let d = succeed("x").add_callback(parse);
    assert_eq!(message(&d), "invalid digit found in string");
}

#[test]
fn errback_takes_an_error_or_plain_text() {
    let (trigger, d) = Deferred::<()>::pair();
    trigger.errback(std::fmt::Error);
    assert!(d.now().unwrap().unwrap_err().check::<std::fmt::Error>().is_some());

    let (trigger, d) = Deferred::<()>::pair();
    trigger.errback("text");
    assert_eq!(message(&d), "text");
}

fn place_of(d: &Deferred<()>) -> (&'static str, u32) {
    let failure = d.now().expect("a result").expect_err("a failure");
    (failure.created_at().file(), failure.created_at().line())
}

#[test]
fn a_failure_is_made_on_the_line_that_fires() {
    let (trigger, d) = Deferred::<()>::pair();
    trigger.errback("here");
    assert_eq!(place_of(&d), (file!(), line!() - 1));

    let (trigger, d) = Deferred::<()>::pair();
    assert!(trigger.shared().errback("here").is_ok());
    assert_eq!(place_of(&d), (file!(), line!() - 1));

    let d = fail::<()>("here");
    assert_eq!(place_of(&d), (file!(), line!() - 1));
}

#[test]
fn a_panic_is_a_failure_for_the_next_level() {
    let d = succeed(1).add_callback(|_| -> i32 { panic!("at number {}", 7) });
    let failure = d.now().unwrap().unwrap_err();
    assert_eq!(failure.check::<Panicked>().unwrap().message(), "at number 7");
    assert_eq!(failure.to_string(), "a callback panicked: at number 7");
}

#[test]
fn a_panic_without_text_is_a_failure_too() {
    let d = succeed(1).add_callback(|_| -> i32 { std::panic::panic_any(7) });
    assert!(d.now().unwrap().unwrap_err().check::<Panicked>().is_some());
}

#[test]
fn a_panic_where_a_skipped_function_is_dropped_is_a_failure_too() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("in drop");
        }
    }
    let bomb = Bomb;
    let d = succeed(1).add_errback(move |_| {
        let _bomb = &bomb;
        2
    });
    assert_eq!(message(&d), "a callback panicked: in drop");
    assert_eq!(value(&succeed(1)), 1);
}

#[test]
fn a_trigger_that_is_dropped_runs_nothing() {
    let (trigger, d) = Deferred::<()>::pair();
    let d = d.add_both(|_| -> u8 { unreachable!("nobody has fired") });
    drop(trigger);
    assert!(d.now().is_none());
}

#[test]
fn the_result_can_be_taken_once() {
    let d = succeed("mine");
    assert_eq!(value(&d), "mine");
    assert!(d.now().is_none());
}

#[test]
fn every_function_and_every_value_is_dropped_once() {
    let token = Rc::new(());
    let (trigger, d) = Deferred::pair();
    let captured = token.clone();
    let d = d.add_callback(move |value: Rc<()>| Rc::ptr_eq(&value, &captured).then_some(value));
    let captured = token.clone();
    let d = d.add_errback(move |_| Some(captured));
    assert_eq!(Rc::strong_count(&token), 3);
    trigger.callback(token.clone());
    assert_eq!(Rc::strong_count(&token), 2, "only the value is left");
    drop(d);
    assert_eq!(Rc::strong_count(&token), 1);
}

#[test]
fn what_never_ran_is_dropped_with_the_deferred() {
    let token = Rc::new(());
    let (trigger, d) = Deferred::<()>::pair();
    let captured = token.clone();
    let d = d.add_callback(move |()| drop(captured));
    drop(d);
    assert_eq!(Rc::strong_count(&token), 2, "the trigger can still fire");
    drop(trigger);
    assert_eq!(Rc::strong_count(&token), 1);
}

#[test]
fn the_tail_may_be_dropped_and_the_chain_runs_all_the_same() {
    let ran = Rc::new(Cell::new(false));
    let (trigger, d) = Deferred::pair();
    let note = ran.clone();
    drop(d.add_callback(move |()| note.set(true)));
    trigger.callback(());
    assert!(ran.get());
}
