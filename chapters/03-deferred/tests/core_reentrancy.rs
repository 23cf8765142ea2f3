//! The user's code comes back to the Deferreds while they run, are cancelled or
//! are dropped. Nothing is borrowed then, and the order stays what it should be.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use deferred::{
    AlreadyCalled, Control, Deferred, Phase, SharedTrigger, Trigger, fail, on_unhandled, succeed,
};

type Place<T> = Rc<RefCell<Option<T>>>;

fn place<T>() -> Place<T> {
    Rc::new(RefCell::new(None))
}

#[test]
fn a_level_added_to_ones_own_deferred_runs_when_the_others_have() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let own = place::<Deferred<()>>();
    let (trigger, d) = Deferred::pair();
    let (own_again, log) = (own.clone(), seen.clone());
    let d = d.add_callback(move |()| {
        let d = own_again.take().expect("put there below");
        let added = log.clone();
        *own_again.borrow_mut() = Some(d.add_callback(move |()| added.borrow_mut().push("added")));
        log.borrow_mut().push("first");
    });
    let log = seen.clone();
    *own.borrow_mut() = Some(d.add_callback(move |()| log.borrow_mut().push("second")));
    trigger.callback(());
    assert_eq!(*seen.borrow(), ["first", "second", "added"]);
    own.take();
}

#[test]
fn an_errback_added_to_ones_own_deferred_sees_its_failure() {
    let own = place::<Deferred<usize>>();
    let (trigger, d) = Deferred::pair();
    let again = own.clone();
    let d = d.add_callback(move |()| {
        let d = again.take().expect("put there below");
        *again.borrow_mut() = Some(d.add_errback(|failure| failure.to_string().len()));
        Err::<usize, _>("four".into())
    });
    *own.borrow_mut() = Some(d);
    trigger.callback(());
    let d = own.take().unwrap();
    assert_eq!(d.now().unwrap().unwrap(), 4);
}

#[test]
fn a_callback_may_fire_another_deferred_which_runs_at_once() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let (other_trigger, other) = Deferred::pair();
    let log = seen.clone();
    let _other = other.add_callback(move |()| log.borrow_mut().push("other"));
    let log = seen.clone();
    let _d = succeed(()).add_callback(move |()| {
        other_trigger.callback(());
        log.borrow_mut().push("own");
    });
    assert_eq!(*seen.borrow(), ["other", "own"]);
}

#[test]
fn a_callback_that_fires_its_own_deferred_is_told() {
    let (trigger, d) = Deferred::pair();
    let trigger = trigger.shared();
    let again = trigger.clone();
    let d = d.add_callback(move |n: i32| (n, again.callback(2)));
    assert_eq!(trigger.callback(1), Ok(()));
    assert_eq!(d.now().unwrap().unwrap(), (1, Err(AlreadyCalled)));
}

#[test]
fn a_callback_may_cancel_and_pause_its_own_deferred() {
    let (trigger, d) = Deferred::pair();
    let control = d.control();
    let d = d.add_callback(move |n: i32| {
        control.cancel();
        control.pause();
        control.unpause();
        assert_eq!(control.status().unwrap().phase, Phase::Running);
        n
    });
    trigger.callback(1);
    assert_eq!(d.now().unwrap().unwrap(), 1);
}

#[test]
fn a_callback_may_drop_the_last_handle_of_its_own_deferred() {
    let own = place::<Deferred<()>>();
    let ran = Rc::new(Cell::new(false));
    let (trigger, d) = Deferred::pair();
    let again = own.clone();
    let d = d.add_callback(move |()| drop(again.take()));
    let note = ran.clone();
    *own.borrow_mut() = Some(d.add_callback(move |()| note.set(true)));
    trigger.callback(());
    assert!(ran.get(), "the run keeps the chain alive");
}

#[test]
fn a_callback_may_change_the_deferred_that_waits_for_it() {
    let (trigger, inner) = Deferred::pair();
    let outer_control = place::<Control>();
    let control = outer_control.clone();
    let inner = inner.add_callback(move |()| {
        let control = control.borrow().clone().expect("put there below");
        control.cancel();
        control.pause();
    });
    let outer = succeed(()).add_callback(move |()| inner).add_callback(|()| "ran");
    *outer_control.borrow_mut() = Some(outer.control());
    trigger.callback(());
    assert!(outer.now().is_none(), "it has been paused");
    outer.unpause();
    assert_eq!(outer.now().unwrap().unwrap(), "ran");
}

#[test]
fn a_canceller_may_drop_pause_and_fire() {
    let own = place::<Deferred<i32>>();
    let again = own.clone();
    let (trigger, d) = Deferred::with_canceller(move |trigger: Trigger<i32>| {
        let d = again.take().expect("put there below");
        d.pause();
        d.cancel();
        drop(d);
        trigger.callback(1);
    });
    let control = d.control();
    *own.borrow_mut() = Some(d.add_errback(|_| -> i32 { unreachable!("it stays paused") }));
    on_unhandled(|_| {});
    control.cancel();
    drop(trigger);
    assert_eq!(control.status(), None);
}

#[test]
fn a_hook_may_fail_deferreds_and_set_another_hook() {
    let reports = Rc::new(RefCell::new(Vec::new()));
    let log = reports.clone();
    on_unhandled(move |failure| {
        log.borrow_mut().push(failure.to_string());
        let log = log.clone();
        on_unhandled(move |failure| log.borrow_mut().push(format!("second: {failure}")));
        drop(fail::<()>("while reporting"));
    });
    drop(fail::<()>("first"));
    assert_eq!(*reports.borrow(), ["first", "second: while reporting"]);
}

/// Touches Deferreds in every way when it is dropped, as a value that ends some
/// work may.
struct Meddler {
    control: Control,
    trigger: SharedTrigger<i32>,
    drops: Rc<Cell<u32>>,
}

impl Drop for Meddler {
    fn drop(&mut self) {
        self.drops.set(self.drops.get() + 1);
        self.control.pause();
        self.control.unpause();
        self.control.cancel();
        let _ = self.trigger.callback(1);
        let _ = self.control.status();
        drop(succeed(1).add_callback(succeed));
    }
}

/// A meddler, and the count of those that were dropped.
fn meddler(control: Control, trigger: SharedTrigger<i32>) -> (Meddler, Rc<Cell<u32>>) {
    let drops = Rc::new(Cell::new(0));
    (Meddler { control, trigger, drops: drops.clone() }, drops)
}

#[test]
fn a_value_that_comes_too_late_may_meddle_when_it_is_dropped() {
    let (other_trigger, other) = Deferred::pair();
    let (trigger, d) = Deferred::pair();
    let trigger = trigger.shared();
    let (value, drops) = meddler(d.control(), other_trigger.shared());
    d.cancel();
    assert_eq!(trigger.callback(value), Ok(()));
    assert_eq!(drops.get(), 1);
    assert_eq!(other.now().unwrap().unwrap(), 1);
    assert!(d.now().unwrap().is_err());
}

#[test]
fn a_function_that_is_skipped_may_meddle_when_it_is_dropped() {
    let (trigger, d) = Deferred::pair();
    let trigger = trigger.shared();
    let (captured, drops) = meddler(d.control(), trigger.clone());
    let d = d.add_errback(move |_| {
        let _captured = &captured;
        2
    });
    assert_eq!(trigger.callback(5), Ok(()));
    assert_eq!(drops.get(), 1);
    assert_eq!(d.now().unwrap().unwrap(), 5);
}

#[test]
fn a_canceller_may_meddle_when_it_is_dropped() {
    let own = place::<Meddler>();
    let captured = own.clone();
    let (trigger, d) = Deferred::with_canceller(move |_| {
        let _captured = &captured;
    });
    let (other_trigger, other) = Deferred::pair();
    let (meddler, drops) = meddler(d.control(), other_trigger.shared());
    own.replace(Some(meddler));
    drop(own);
    trigger.callback(9);
    assert_eq!(drops.get(), 1);
    assert_eq!(d.now().unwrap().unwrap(), 9);
    assert_eq!(other.now().unwrap().unwrap(), 1);
}

#[test]
fn a_hook_may_meddle_when_another_takes_its_place() {
    struct FailsWhenDropped;
    impl Drop for FailsWhenDropped {
        fn drop(&mut self) {
            drop(fail::<()>("while the hook is replaced"));
        }
    }
    let reports = Rc::new(RefCell::new(Vec::new()));
    let captured = FailsWhenDropped;
    on_unhandled(move |_| {
        let _captured = &captured;
    });
    let log = reports.clone();
    on_unhandled(move |failure| log.borrow_mut().push(failure.to_string()));
    assert_eq!(*reports.borrow(), ["while the hook is replaced"]);
}

#[test]
fn levels_that_never_ran_may_meddle_when_they_are_dropped() {
    let (other_trigger, other) = Deferred::pair();
    let (trigger, d) = Deferred::<i32>::pair();
    let (captured, drops) = meddler(d.control(), other_trigger.shared());
    let d = d.add_callback(move |n| {
        let _captured = &captured;
        n
    });
    drop((trigger, d));
    assert_eq!(drops.get(), 1);
    assert_eq!(other.now().unwrap().unwrap(), 1);
}

#[test]
fn a_result_that_is_dropped_may_meddle() {
    let (other_trigger, other) = Deferred::pair();
    let (value, drops) = meddler(other.control(), other_trigger.shared());
    drop(succeed(value));
    assert_eq!(drops.get(), 1);
    assert!(other.now().unwrap().is_err());
}
