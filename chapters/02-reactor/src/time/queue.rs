//! The queue inside [`Timers`](super::Timers), and the order in it.
//!
//! It is a [`BTreeMap`] and not a binary heap because a cancelled call must go
//! at once: a server that sets a timeout for each request, and cancels nearly
//! all of them, would otherwise carry the dead ones until they are due.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::sync::Notify;

use super::told::{self, Number};

/// A point in time, in nanoseconds since the clock was made. It is signed
/// because a call may be brought forward into the past.
pub(super) type Nanos = i64;

/// Where a call stands in the queue: by its time, then by its place among the
/// calls of the same time.
type Key = (Nanos, i64);

/// What a delayed call runs.
pub(crate) type Function = Box<dyn FnOnce()>;

pub(super) fn as_nanos(duration: Duration) -> Nanos {
    Nanos::try_from(duration.as_nanos()).unwrap_or(Nanos::MAX)
}

pub(super) fn as_duration(nanos: Nanos) -> Duration {
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(0))
}

pub(super) struct Queue {
    clock: Source,
    calls: RefCell<BTreeMap<Key, Rc<Call>>>,
    /// Calls whose deadline no longer agrees with their place in `calls`.
    moved: RefCell<Vec<Rc<Call>>>,
    /// The place before, and the place behind all calls of one time.
    front: Cell<i64>,
    back: Cell<i64>,
    /// Tells a sleeping reactor that something is due earlier than it thought.
    earlier: Notify,
}

pub(super) enum Source {
    Standing(Cell<Nanos>),
    Running(Instant),
}

pub(super) struct Call {
    key: Cell<Key>,
    deadline: Cell<Nanos>,
    moved: Cell<bool>,
    state: Cell<State>,
    function: RefCell<Option<Function>>,
    /// What a trace calls it.
    pub(super) number: Number,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Pending,
    Called,
    Cancelled,
}

impl Call {
    pub(super) fn state(&self) -> State {
        self.state.get()
    }

    pub(super) fn deadline(&self) -> Nanos {
        self.deadline.get()
    }

    pub(super) fn finish(&self, state: State) -> Option<Function> {
        self.state.set(state);
        self.function.take()
    }
}

impl Queue {
    pub(super) fn new(clock: Source) -> Self {
        Self {
            clock,
            calls: RefCell::default(),
            moved: RefCell::default(),
            front: Cell::new(0),
            back: Cell::new(0),
            earlier: Notify::new(),
        }
    }

    pub(super) fn now_nanos(&self) -> Nanos {
        match &self.clock {
            Source::Standing(now) => now.get(),
            Source::Running(start) => as_nanos(start.elapsed()),
        }
    }

    /// Whether somebody moves the clock, as a test does.
    pub(super) fn is_virtual(&self) -> bool {
        matches!(self.clock, Source::Standing(_))
    }

    /// Moves a clock that stands.
    pub(super) fn move_on(&self, by: Duration) {
        if let Source::Standing(now) = &self.clock {
            now.set(now.get().saturating_add(as_nanos(by)));
        }
    }

    #[track_caller]
    pub(super) fn add(&self, delay: Duration, function: Function) -> Rc<Call> {
        let deadline = self.now_nanos().saturating_add(as_nanos(delay));
        self.settle();
        let key = (deadline, self.behind_all());
        let call = Rc::new(Call {
            key: Cell::new(key),
            deadline: Cell::new(deadline),
            moved: Cell::new(false),
            state: Cell::new(State::Pending),
            function: RefCell::new(Some(function)),
            number: told::set(self, delay),
        });
        self.tell_if_earlier(deadline);
        self.calls.borrow_mut().insert(key, call.clone());
        call
    }

    /// The pending calls, next one first. To look changes nothing: a call that was
    /// moved gets its place among those of its new time when the queue settles.
    pub(super) fn pending(&self) -> Vec<Rc<Call>> {
        let mut calls: Vec<Rc<Call>> = self.calls.borrow().values().cloned().collect();
        calls.sort_by_key(|call| call.deadline());
        calls
    }

    /// How many calls are due at `now`.
    pub(super) fn count_due(&self, now: Nanos) -> usize {
        self.settle();
        self.calls.borrow().range(..=(now, i64::MAX)).count()
    }

    /// When the next call is due.
    pub(super) fn next_deadline(&self) -> Option<Nanos> {
        self.settle();
        self.calls.borrow().first_key_value().map(|(key, _)| key.0)
    }

    /// Takes the next call out of the queue if it is due at `now`.
    pub(super) fn pop_due(&self, now: Nanos) -> Option<Function> {
        self.settle();
        let call = {
            let mut calls = self.calls.borrow_mut();
            let first = calls.first_entry()?;
            if first.key().0 > now {
                return None;
            }
            first.remove()
        };
        told::ran(self, &call);
        call.finish(State::Called)
    }

    /// Waits until a call is due earlier than any was.
    pub(super) async fn earlier(&self) {
        self.earlier.notified().await;
    }

    /// Cancels every call.
    pub(super) fn clear(&self) {
        self.moved.take();
        let calls = self.calls.take();
        for call in calls.into_values() {
            drop(call.finish(State::Cancelled));
        }
    }

    pub(super) fn cancel(&self, call: &Call) -> Option<Function> {
        self.calls.borrow_mut().remove(&call.key.get());
        told::cancelled(self, call);
        call.finish(State::Cancelled)
    }

    pub(super) fn move_call(&self, call: &Rc<Call>, deadline: Nanos) {
        call.deadline.set(deadline);
        told::moved(self, call);
        self.tell_if_earlier(deadline);
        if !call.moved.replace(true) {
            self.moved.borrow_mut().push(call.clone());
        }
    }

    /// Brings the calls that were moved to their new places.
    ///
    /// Twisted keeps a list which it sorts now and then, and a sort keeps the
    /// order of equals. So a call that moves to a later time comes before the
    /// calls that have that time already, one that moves to an earlier time
    /// comes behind them, and calls that move together keep their order.
    fn settle(&self) {
        if self.moved.borrow().is_empty() {
            return;
        }
        let mut moved = self.moved.take();
        moved.retain(|call| {
            call.moved.set(false);
            call.state() == State::Pending
        });
        moved.sort_by_key(|call| call.key.get());
        for call in moved.iter().rev().filter(|call| call.deadline() > call.key.get().0) {
            self.place(call, self.before_all());
        }
        for call in moved.iter().filter(|call| call.deadline() < call.key.get().0) {
            self.place(call, self.behind_all());
        }
    }

    fn place(&self, call: &Call, tie: i64) {
        let mut calls = self.calls.borrow_mut();
        if let Some(queued) = calls.remove(&call.key.get()) {
            call.key.set((call.deadline(), tie));
            calls.insert(call.key.get(), queued);
        }
    }

    fn before_all(&self) -> i64 {
        self.front.set(self.front.get() - 1);
        self.front.get()
    }

    fn behind_all(&self) -> i64 {
        self.back.set(self.back.get() + 1);
        self.back.get()
    }

    fn tell_if_earlier(&self, deadline: Nanos) {
        let first = self.calls.borrow().first_key_value().map(|(key, _)| key.0);
        if first.is_none_or(|first| deadline < first) {
            self.earlier.notify_one();
        }
    }
}

/// A pending call owns its function, which may own a handle on the call: a ring that
/// nobody else would open any more.
impl Drop for Queue {
    fn drop(&mut self) {
        self.clear();
    }
}
