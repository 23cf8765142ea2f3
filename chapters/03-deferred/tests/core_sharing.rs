//! Locks, semaphores and queues.

use std::cell::RefCell;
use std::num::NonZeroUsize;
use std::rc::Rc;

use deferred::{
    Cancelled, Deferred, DeferredLock, DeferredQueue, DeferredSemaphore, QueueUnderflow, Token,
};

fn value<T: 'static>(d: &Deferred<T>) -> T {
    d.now().expect("a result").expect("a value")
}

fn is_cancelled<T: 'static>(d: &Deferred<T>) -> bool {
    d.now().unwrap().is_err_and(|failure| failure.check::<Cancelled>().is_some())
}

fn two() -> DeferredSemaphore {
    DeferredSemaphore::new(NonZeroUsize::new(2).unwrap())
}

#[test]
fn a_lock_is_had_by_one_at_a_time_in_the_order_of_asking() {
    let lock = DeferredLock::new();
    let seen = Rc::new(RefCell::new(Vec::new()));
    let first = value(&lock.acquire());
    assert!(lock.is_locked());
    let [second, third] = ["second", "third"].map(|name| {
        let log = seen.clone();
        lock.acquire().add_callback(move |token: Token| {
            log.borrow_mut().push(name);
            token
        })
    });
    assert!(seen.borrow().is_empty());
    drop(first);
    assert_eq!(*seen.borrow(), ["second"]);
    drop(value(&second));
    assert_eq!(*seen.borrow(), ["second", "third"]);
    drop(value(&third));
    assert!(!lock.is_locked());
}

#[test]
fn a_lock_is_held_until_what_runs_under_it_has_its_result() {
    let lock = DeferredLock::new();
    let (trigger, inner) = Deferred::pair();
    let running = lock.run(move || inner);
    let next = lock.run(|| "next");
    assert!(next.now().is_none() && lock.is_locked());
    trigger.callback(1);
    assert_eq!((value(&running), value(&next)), (1, "next"));
    assert!(!lock.is_locked());
}

#[test]
fn a_lock_is_given_back_though_what_runs_under_it_fails_or_panics() {
    let lock = DeferredLock::new();
    let failed = lock.run(|| Ok("x".parse::<i32>()?));
    let panicked = lock.run(|| -> i32 { panic!("oh") });
    assert!(failed.now().unwrap().is_err() && panicked.now().unwrap().is_err());
    assert!(!lock.is_locked());
}

#[test]
fn cancelling_what_has_the_lock_changes_nothing() {
    let lock = DeferredLock::new();
    let had = lock.acquire();
    had.cancel();
    let _token = value(&had);
    assert!(lock.is_locked());
}

#[test]
fn cancelling_is_to_leave_the_line() {
    let lock = DeferredLock::new();
    let first = value(&lock.acquire());
    let (second, third) = (lock.acquire(), lock.acquire());
    second.cancel();
    assert!(is_cancelled(&second));
    drop(first);
    assert!(third.now().is_some());
}

#[test]
fn as_many_as_there_are_tokens_go_on_at_once() {
    let semaphore = two();
    let (first, _second) = (value(&semaphore.acquire()), value(&semaphore.acquire()));
    let third = semaphore.acquire();
    assert!(third.now().is_none());
    drop(first);
    assert!(third.now().is_some());
    assert_eq!(semaphore.tokens(), 1, "the third token was dropped at once");
}

#[test]
fn what_runs_under_a_semaphore_takes_a_token() {
    let semaphore = two();
    let (trigger, inner) = Deferred::pair();
    let running = semaphore.run(move || inner);
    assert_eq!(semaphore.tokens(), 1);
    trigger.callback(5);
    assert_eq!((value(&running), semaphore.tokens()), (5, 2));
}

#[test]
fn cancelling_before_and_after_the_token_is_as_with_a_lock() {
    let semaphore = two();
    let had = semaphore.acquire();
    had.cancel();
    let _tokens = (value(&had), value(&semaphore.acquire()));
    let waiting = semaphore.acquire();
    waiting.cancel();
    assert!(is_cancelled(&waiting));
}

#[test]
fn whoever_comes_back_stands_behind_those_who_wait() {
    let lock = DeferredLock::new();
    let first = value(&lock.acquire());
    let again = lock.clone();
    let back = lock.acquire().add_callback(move |token| {
        drop(token);
        again.run(|| "back")
    });
    let held = lock.acquire();
    drop(first);
    assert!(back.now().is_none(), "somebody else has been waiting");
    drop(value(&held));
    assert_eq!(value(&back), "back");
}

#[test]
fn whoever_waits_and_is_dropped_does_not_keep_the_token() {
    let lock = DeferredLock::new();
    let first = value(&lock.acquire());
    drop(lock.acquire());
    drop(first);
    assert!(!lock.is_locked());
}

#[test]
fn a_hundred_thousand_in_line_need_no_stack() {
    let run = || {
        let lock = DeferredLock::new();
        let first = value(&lock.acquire());
        let waiting: Vec<_> = (0..100_000).map(|_| lock.run(|| ())).collect();
        drop(first);
        assert!(waiting.iter().all(|d| d.now().is_some()));
    };
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(run);
    thread.unwrap().join().unwrap();
}

#[test]
fn a_queue_gives_its_values_in_order_to_whoever_waits_or_comes() {
    let queue = DeferredQueue::new();
    let (first, second) = (queue.get().unwrap(), queue.get().unwrap());
    for n in 1..=3 {
        queue.put(n).unwrap();
    }
    assert_eq!((value(&first), value(&second)), (1, 2));
    assert_eq!(value(&queue.get().unwrap()), 3);
}

#[test]
fn a_queue_that_is_full_gives_the_value_back() {
    let queue = DeferredQueue::with_limits(1, 1);
    queue.put("kept").unwrap();
    let error = queue.put("too much").unwrap_err();
    assert_eq!((error.to_string().as_str(), error.0), ("the queue is full", "too much"));
    assert_eq!(value(&queue.get().unwrap()), "kept");
}

#[test]
fn a_queue_lets_only_so_many_wait() {
    let queue = DeferredQueue::<i32>::with_limits(1, 1);
    let _waiting = queue.get().unwrap();
    assert_eq!(queue.get().unwrap_err(), QueueUnderflow);
}

#[test]
fn cancelling_what_has_its_value_changes_nothing() {
    let queue = DeferredQueue::new();
    queue.put(1).unwrap();
    let had = queue.get().unwrap();
    had.cancel();
    assert_eq!(value(&had), 1);
}

#[test]
fn cancelling_what_waits_for_a_queue_leaves_the_value_to_the_next() {
    let queue = DeferredQueue::new();
    let (first, second) = (queue.get().unwrap(), queue.get().unwrap());
    first.cancel();
    assert!(is_cancelled(&first));
    queue.put(1).unwrap();
    assert_eq!(value(&second), 1);
}
