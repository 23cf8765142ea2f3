//! [`DeferredQueue`]: values that are put in, and taken by whoever waits for them.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::error::Error;
use std::fmt;
use std::rc::Rc;

use super::line::Line;
use crate::{Deferred, succeed};

/// A queue that can be asked for a value before there is one.
///
/// ```
/// use deferred::DeferredQueue;
///
/// let orders = DeferredQueue::new();
/// let first = orders.get().unwrap();
/// orders.put("tea").unwrap();
/// orders.put("cake").unwrap();
/// assert_eq!(first.now().unwrap().unwrap(), "tea");
/// assert_eq!(orders.get().unwrap().now().unwrap().unwrap(), "cake");
/// ```
///
/// Twisted: `DeferredQueue`.
pub struct DeferredQueue<T> {
    values: RefCell<VecDeque<T>>,
    line: Rc<Line<T>>,
    size: usize,
    backlog: usize,
}

impl<T: 'static> DeferredQueue<T> {
    /// A queue without limits.
    pub fn new() -> Self {
        Self::with_limits(usize::MAX, usize::MAX)
    }

    /// A queue that keeps at most `size` values, and lets at most `backlog` wait.
    pub fn with_limits(size: usize, backlog: usize) -> Self {
        DeferredQueue { values: RefCell::default(), line: Line::new(), size, backlog }
    }

    /// Hands a value to the first who waits, or keeps it.
    ///
    /// # Errors
    ///
    /// [`QueueOverflow`], with the value, if there are as many as may be.
    pub fn put(&self, value: T) -> Result<(), QueueOverflow<T>> {
        if let Some(trigger) = self.line.pop() {
            trigger.callback(value);
        } else if self.values.borrow().len() < self.size {
            self.values.borrow_mut().push_back(value);
        } else {
            return Err(QueueOverflow(value));
        }
        Ok(())
    }

    /// The next value, when there is one. To cancel the Deferred is to leave the line.
    ///
    /// # Errors
    ///
    /// [`QueueUnderflow`], if there is no value, and as many wait as may.
    #[track_caller]
    pub fn get(&self) -> Result<Deferred<T>, QueueUnderflow> {
        let value = self.values.borrow_mut().pop_front();
        match value {
            Some(value) => Ok(succeed(value)),
            None if self.line.len() < self.backlog => Ok(self.line.join()),
            None => Err(QueueUnderflow),
        }
    }
}

impl<T: 'static> Default for DeferredQueue<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// A [`DeferredQueue`] is full; this is the value. Twisted: `QueueOverflow`.
pub struct QueueOverflow<T>(pub T);

impl<T> fmt::Debug for QueueOverflow<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueueOverflow(..)")
    }
}

impl<T> fmt::Display for QueueOverflow<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the queue is full")
    }
}

impl<T> Error for QueueOverflow<T> {}

/// As many wait for a [`DeferredQueue`] as may. Twisted: `QueueUnderflow`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueUnderflow;

impl fmt::Display for QueueUnderflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the queue is empty, and nobody else may wait for it")
    }
}

impl Error for QueueUnderflow {}
