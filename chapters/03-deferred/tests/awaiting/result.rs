//! Awaiting a Deferred, under an executor by hand: what it gives, and when it wakes.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use crate::executor::{Bell, Task};
use deferred::{Cancelled, Deferred, Failure, fail, on_unhandled, succeed};

fn quiet() {
    on_unhandled(|failure| panic!("nothing is left over, but {failure}"));
}

#[test]
fn a_value_is_ok() {
    assert_eq!(Task::new(succeed(7)).end().unwrap(), 7);
}

#[test]
fn a_failure_is_err_and_counts_as_handled() {
    quiet();
    let failure = Task::new(fail::<()>("no")).end().unwrap_err();
    assert_eq!(failure.to_string(), "no");
}

#[test]
fn it_wakes_once_when_the_result_comes_and_not_before() {
    let (trigger, d) = Deferred::pair();
    let mut task = Task::waiting(d.add_callback(|n: i32| n + 1));
    assert!(task.poll().is_pending());
    assert_eq!(task.wakes(), 0);
    trigger.callback(1);
    assert_eq!(task.wakes(), 1);
    assert_eq!(task.end().unwrap(), 2);
}

#[test]
fn only_the_waker_that_polled_last_is_woken() {
    let (trigger, d) = Deferred::pair();
    let mut future = pin!(d.into_future());
    let (first, last) = (Arc::new(Bell::default()), Arc::new(Bell::default()));
    for bell in [&first, &last] {
        let waker = Waker::from(Arc::clone(bell));
        assert!(future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    }
    trigger.callback(1);
    assert_eq!((first.rings(), last.rings()), (0, 1));
}

#[test]
fn a_function_goes_on_line_by_line() {
    async fn add(a: Deferred<i32>, b: Deferred<i32>) -> Result<i32, Failure> {
        Ok(a.await? + b.await?)
    }
    let ((first, a), (second, b)) = (Deferred::pair(), Deferred::pair());
    let mut task = Task::waiting(add(a, b));
    second.callback(2);
    assert_eq!(task.wakes(), 0, "it waits for the other one");
    first.callback(1);
    assert_eq!(task.wakes(), 1);
    assert!(matches!(task.poll(), Poll::Ready(Ok(3))));
}

#[test]
fn a_question_mark_hands_the_failure_on() {
    async fn halve(number: Deferred<i32>) -> Result<i32, Failure> {
        Ok(number.await? / 2)
    }
    quiet();
    let (trigger, d) = Deferred::pair();
    let task = Task::waiting(halve(d));
    trigger.errback("no number");
    assert_eq!(task.end().unwrap_err().to_string(), "no number");
}

#[test]
fn a_deferred_that_waits_for_another_gives_what_that_one_brings() {
    let (trigger, inner) = Deferred::pair();
    let task = Task::waiting(succeed(20).add_callback(move |n| inner.add_callback(move |m| n + m)));
    trigger.callback(3);
    assert_eq!(task.wakes(), 1);
    assert_eq!(task.end().unwrap(), 23);
}

#[test]
fn it_may_wait_for_another_only_when_it_is_fired() {
    let (trigger, d) = Deferred::pair();
    let (inner_trigger, inner) = Deferred::pair();
    let task = Task::waiting(d.add_callback(move |()| inner));
    trigger.callback(());
    assert_eq!(task.wakes(), 0);
    inner_trigger.callback("at last");
    assert_eq!((task.wakes(), task.end().unwrap()), (1, "at last"));
}

#[test]
fn a_paused_one_gives_its_result_when_it_is_unpaused() {
    let (trigger, d) = Deferred::pair();
    let control = d.control();
    control.pause();
    let mut task = Task::waiting(d.add_callback(|n: i32| n + 1));
    trigger.callback(1);
    assert!(task.poll().is_pending());
    assert_eq!(task.wakes(), 0);
    control.unpause();
    assert_eq!((task.wakes(), task.end().unwrap()), (1, 2));
}

#[test]
fn one_that_pauses_itself_while_it_is_fired_gives_its_result_later() {
    let (trigger, d) = Deferred::pair();
    let (control, own) = (d.control(), d.control());
    let mut task = Task::waiting(d.add_callback(move |n: i32| {
        own.pause();
        n
    }));
    trigger.callback(5);
    assert!(task.poll().is_pending());
    assert_eq!(task.wakes(), 0);
    control.unpause();
    assert_eq!((task.wakes(), task.end().unwrap()), (1, 5));
}

#[test]
fn it_may_be_fired_while_the_task_is_polled() {
    let (trigger, d) = Deferred::pair();
    let task = Task::new(async move {
        let word = d.into_future();
        trigger.callback("now");
        word.await
    });
    assert_eq!(task.end().unwrap(), "now");
}

#[test]
fn another_part_of_the_same_task_may_fire_it() {
    let (trigger, d) = Deferred::pair();
    let mut word = Box::pin(d.into_future());
    let mut trigger = Some(trigger);
    let mut task = Task::waiting(std::future::poll_fn(move |context| {
        let polled = word.as_mut().poll(context);
        if let Some(trigger) = trigger.take() {
            trigger.callback("from within"); // after it was polled, so that it wakes
        }
        polled
    }));
    assert_eq!(task.wakes(), 1);
    assert!(matches!(task.poll(), Poll::Ready(Ok("from within"))));
}

#[test]
fn a_level_may_drop_the_task_that_awaits_it() {
    type Place = Rc<RefCell<Option<Task<Result<(), Failure>>>>>;
    quiet();
    let place = Place::default();
    let (trigger, d) = Deferred::pair();
    let task = place.clone();
    let d = d.add_callback(move |()| drop(task.take()));
    *place.borrow_mut() = Some(Task::waiting(d));
    trigger.callback(());
    assert!(place.borrow().is_none());
}

#[test]
fn it_may_be_awaited_in_a_list_of_futures_in_any_order() {
    let (triggers, members): (Vec<_>, Vec<_>) = (0..3).map(|_| Deferred::<usize>::pair()).unzip();
    let task = Task::waiting(async {
        let mut sum = Vec::new();
        for d in members {
            sum.push(d.await?);
        }
        Ok::<_, Failure>(sum)
    });
    for (index, trigger) in triggers.into_iter().enumerate().rev() {
        trigger.callback(index);
    }
    assert_eq!(task.end().unwrap(), [0, 1, 2]);
}

#[test]
fn dropping_what_awaits_cancels() {
    quiet();
    let cancelled = Rc::new(Cell::new(0));
    let count = cancelled.clone();
    let (trigger, d) = Deferred::<()>::with_canceller(move |_| count.set(count.get() + 1));
    let task = Task::waiting(async { d.await });
    drop(task);
    assert_eq!(cancelled.get(), 1);
    trigger.callback(()); // too late, and harmless
    assert_eq!(cancelled.get(), 1);
}

#[test]
fn dropping_what_awaits_cancels_the_one_that_is_waited_for() {
    quiet();
    let cancelled = Rc::new(Cell::new(false));
    let flag = cancelled.clone();
    let (_trigger, inner) = Deferred::<()>::with_canceller(move |_| flag.set(true));
    drop(Task::waiting(succeed(()).add_callback(move |()| inner)));
    assert!(cancelled.get());
}

#[test]
fn the_levels_hear_of_the_cancel() {
    quiet();
    let heard = Rc::new(Cell::new(false));
    let flag = heard.clone();
    let (_trigger, d) = Deferred::<()>::pair();
    let d = d.add_errback(move |failure| {
        flag.set(failure.check::<Cancelled>().is_some());
        Err(failure)
    });
    drop(Task::waiting(d));
    assert!(heard.get());
}

#[test]
fn a_success_during_that_cancel_is_ignored() {
    quiet();
    let (_trigger, d) = Deferred::with_canceller(|trigger| trigger.callback("after all"));
    drop(Task::waiting(d));
}

#[test]
fn any_other_failure_during_that_cancel_is_reported() {
    let lost = Rc::new(RefCell::new(Vec::new()));
    let seen = lost.clone();
    on_unhandled(move |failure| seen.borrow_mut().push(failure.to_string()));
    let (trigger, d) = Deferred::<()>::with_canceller(|trigger| trigger.errback("cannot stop"));
    drop(Task::waiting(d));
    drop(trigger);
    assert_eq!(*lost.borrow(), ["cannot stop"]);
}

#[test]
fn a_failure_that_the_task_did_not_live_to_see_is_reported() {
    let lost = Rc::new(RefCell::new(Vec::new()));
    let seen = lost.clone();
    on_unhandled(move |failure| seen.borrow_mut().push(failure.to_string()));
    let (trigger, d) = Deferred::<()>::pair();
    let task = Task::waiting(d);
    trigger.errback("nobody looks");
    drop(task);
    assert_eq!(*lost.borrow(), ["nobody looks"]);
}

#[test]
fn dropping_it_after_its_end_cancels_nothing() {
    let (trigger, d) = Deferred::with_canceller(|_| panic!("it has fired"));
    let mut task = Task::waiting(d);
    trigger.callback(1);
    assert!(task.poll().is_ready());
    drop(task);
}

#[test]
fn a_task_that_was_dropped_is_not_woken() {
    let (trigger, d) = Deferred::<()>::pair();
    let task = Task::waiting(d);
    let bell = task.bell();
    drop(task);
    trigger.callback(());
    assert_eq!(bell.rings(), 0);
}
