//! The levels of a chain which have not run yet, first in, first out.

use std::mem;

use crate::level::Level;

/// A queue that needs no memory of its own: the levels are linked to each other.
///
/// A list with one owner for each link is quick to change at its head only.
/// Two of them make a queue: one takes in, the other gives out, and when that is
/// empty, the first is turned over into it.
#[derive(Default)]
pub(crate) struct Queue {
    incoming: Option<Box<dyn Level>>,
    outgoing: Option<Box<dyn Level>>,
    len: usize,
}

impl Queue {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn push(&mut self, mut level: Box<dyn Level>) {
        *level.next() = self.incoming.take();
        self.incoming = Some(level);
        self.len += 1;
    }

    pub(crate) fn pop(&mut self) -> Option<Box<dyn Level>> {
        if self.outgoing.is_none() {
            self.turn_over();
        }
        let mut level = self.outgoing.take()?;
        self.outgoing = level.next().take();
        self.len -= 1;
        Some(level)
    }

    fn turn_over(&mut self) {
        while let Some(mut level) = self.incoming.take() {
            self.incoming = mem::replace(level.next(), self.outgoing.take());
            self.outgoing = Some(level);
        }
    }
}

/// One level after another: left to itself, the first would drop the second
/// inside its own drop, and so on down.
impl Drop for Queue {
    fn drop(&mut self) {
        while let Some(level) = self.pop() {
            drop(level);
        }
    }
}
