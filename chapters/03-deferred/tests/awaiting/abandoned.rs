//! When nobody is left who could fire: who awaits is told, and nobody else.

use std::cell::Cell;
use std::rc::Rc;

use crate::executor::Task;
use deferred::{Abandoned, Cancelled, Deferred, Failure, SharedTrigger, on_unhandled, succeed};

fn is_abandoned<T>(end: Result<T, Failure>) -> bool {
    end.is_err_and(|failure| failure.check::<Abandoned>().is_some())
}

#[test]
fn a_trigger_dropped_before_it_is_awaited() {
    let (trigger, d) = Deferred::<()>::pair();
    drop(trigger);
    assert!(is_abandoned(Task::new(d).end()));
}

#[test]
fn a_trigger_dropped_while_it_is_awaited_wakes() {
    let (trigger, d) = Deferred::<()>::pair();
    let task = Task::waiting(d);
    drop(trigger);
    assert_eq!(task.wakes(), 1);
    assert!(is_abandoned(task.end()));
}

#[test]
fn only_the_last_of_several_triggers_counts() {
    let (trigger, d) = Deferred::<()>::pair();
    let one = trigger.shared();
    let other = one.clone();
    let task = Task::waiting(d);
    drop(one);
    assert_eq!(task.wakes(), 0);
    drop(other);
    assert_eq!(task.wakes(), 1);
    assert!(is_abandoned(task.end()));
}

#[test]
fn a_trigger_that_fires_leaves_a_result_when_it_goes() {
    let (trigger, d) = Deferred::pair();
    let shared = SharedTrigger::from(trigger);
    let task = Task::waiting(d);
    assert_eq!(shared.callback(1), Ok(()));
    drop(shared);
    assert_eq!((task.wakes(), task.end().unwrap()), (1, 1));
}

#[test]
fn no_function_of_the_chain_is_called() {
    on_unhandled(|failure| panic!("nothing has failed, but {failure}"));
    let (trigger, d) = Deferred::<()>::pair();
    let task = Task::waiting(d.add_both(|_| -> () { panic!("nothing has happened") }));
    drop(trigger);
    assert!(is_abandoned::<()>(task.end()));
}

#[test]
fn nobody_who_does_not_await_is_told() {
    on_unhandled(|failure| panic!("nothing has failed, but {failure}"));
    let (trigger, d) = Deferred::<()>::pair();
    drop(trigger);
    drop(d.add_errback(|_| -> () { panic!("nothing has happened") }));
}

#[test]
fn the_trigger_of_the_one_that_is_waited_for_counts() {
    let (trigger, inner) = Deferred::<()>::pair();
    let task = Task::waiting(succeed(()).add_callback(move |()| inner));
    drop(trigger);
    assert_eq!(task.wakes(), 1);
    assert!(is_abandoned(task.end()));
}

#[test]
fn however_many_wait_one_for_another() {
    let (trigger, mut d) = Deferred::<()>::pair();
    for _ in 0..10 {
        d = succeed(()).add_callback(move |()| d);
    }
    let task = Task::waiting(d);
    drop(trigger);
    assert_eq!(task.wakes(), 1);
    assert!(is_abandoned(task.end()));
}

#[test]
fn the_trigger_of_one_that_is_returned_later_counts() {
    let (trigger, d) = Deferred::pair();
    let (inner_trigger, inner) = Deferred::<()>::pair();
    let task = Task::waiting(d.add_callback(move |()| inner));
    drop(inner_trigger);
    assert_eq!(task.wakes(), 0, "the other trigger may still fire");
    trigger.callback(());
    assert_eq!(task.wakes(), 1);
    assert!(is_abandoned(task.end()));
}

#[test]
fn a_paused_one_is_abandoned_too() {
    let (trigger, d) = Deferred::<()>::pair();
    d.pause();
    let task = Task::waiting(d);
    drop(trigger);
    assert!(is_abandoned(task.end()));
}

#[test]
fn a_result_that_was_taken_before_does_not_come_again() {
    let d = succeed(1);
    assert!(d.now().is_some());
    assert!(is_abandoned(Task::new(d).end()));
}

#[test]
fn a_canceller_that_lets_go_of_the_trigger_still_makes_it_cancelled() {
    let place = Rc::new(Cell::new(None));
    let its = place.clone();
    let (trigger, d) = Deferred::<()>::with_canceller(move |_| drop(its.take()));
    place.set(Some(trigger));
    let control = d.control();
    let task = Task::waiting(d);
    control.cancel();
    assert_eq!(task.wakes(), 1);
    assert!(task.end().unwrap_err().check::<Cancelled>().is_some());
}

#[test]
fn a_trigger_dropped_by_the_task_itself_ends_it() {
    let (trigger, d) = Deferred::<()>::pair();
    let task = Task::new(async move {
        drop(trigger);
        d.await
    });
    assert!(is_abandoned(task.end()));
}
