//! Those who wait in line, first come, first served.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::{Deferred, Trigger};

/// Triggers in the order in which they came. Cancelling a Deferred takes its trigger
/// out.
pub(super) struct Line<T> {
    waiting: RefCell<VecDeque<(u64, Trigger<T>)>>,
    next_number: Cell<u64>,
}

impl<T: 'static> Line<T> {
    pub(super) fn new() -> Rc<Self> {
        Rc::new(Line { waiting: RefCell::default(), next_number: Cell::new(0) })
    }

    pub(super) fn len(&self) -> usize {
        self.waiting.borrow().len()
    }

    #[track_caller]
    pub(super) fn join(self: &Rc<Self>) -> Deferred<T> {
        let number = self.next_number.replace(self.next_number.get() + 1);
        // The line owns the trigger, and with it the Deferred and this function.
        let line = Rc::downgrade(self);
        let (trigger, d) = Deferred::with_canceller(move |_| {
            let left = line.upgrade().and_then(|line| line.leave(number));
            drop(left);
        });
        self.waiting.borrow_mut().push_back((number, trigger));
        d
    }

    pub(super) fn pop(&self) -> Option<Trigger<T>> {
        self.waiting.borrow_mut().pop_front().map(|(_, trigger)| trigger)
    }

    fn leave(&self, number: u64) -> Option<Trigger<T>> {
        let mut waiting = self.waiting.borrow_mut();
        let place = waiting.iter().position(|(other, _)| *other == number)?;
        waiting.remove(place).map(|(_, trigger)| trigger)
    }
}
