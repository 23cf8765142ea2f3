//! How many connections a port has, and may have.

use std::cell::Cell;
use std::rc::Rc;
use tokio::sync::Notify;

/// Counts the connections of a port, and bounds them.
pub(crate) struct Limit {
    most: Cell<usize>,
    open: Cell<usize>,
    changed: Notify,
}

impl Limit {
    pub(super) fn none() -> Rc<Self> {
        Rc::new(Self { most: Cell::new(usize::MAX), open: Cell::new(0), changed: Notify::new() })
    }

    pub(super) fn set(&self, most: usize) {
        self.most.set(most);
        self.changed.notify_one();
    }

    pub(super) fn open(&self) -> usize {
        self.open.get()
    }

    /// Waits until one more connection may be opened.
    pub(super) async fn room(&self) {
        while self.open.get() >= self.most.get() {
            self.changed.notified().await;
        }
    }
}

/// The place that one connection takes in the count of its port, until it is
/// dropped.
pub(crate) struct Slot(Rc<Limit>);

impl Slot {
    pub(super) fn take(limit: &Rc<Limit>) -> Self {
        limit.open.set(limit.open.get() + 1);
        Self(limit.clone())
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.open.set(self.0.open.get() - 1);
        self.0.changed.notify_one();
    }
}
