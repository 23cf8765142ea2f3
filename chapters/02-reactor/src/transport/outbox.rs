//! [`Outbox`]: who has something to send when all have been heard.

use super::Shared;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

/// The connections that send what was written to them when all others that have
/// something to read have been heard. It belongs to the whole reactor.
///
/// Many writes in a row wake the peers less often than single ones in between, and
/// cost less for it. In Twisted, too, what is written goes out in the loop's next turn.
pub(crate) struct Outbox {
    waiting: RefCell<VecDeque<Rc<Shared>>>,
    task: RefCell<Option<Waker>>,
    pace: Pace,
}

impl Outbox {
    pub(crate) fn new() -> Self {
        Self { waiting: RefCell::default(), task: RefCell::default(), pace: Pace::new() }
    }

    /// Whether one who has just been heard had better send later. To be asked once by
    /// each.
    #[inline]
    pub(crate) fn is_busy(&self) -> bool {
        self.pace.is_fast_after_one_more()
    }

    pub(super) fn add(&self, connection: Rc<Shared>) {
        let mut waiting = self.waiting.borrow_mut();
        if waiting.is_empty()
            && let Some(task) = &*self.task.borrow()
        {
            task.wake_by_ref();
        }
        waiting.push_back(connection);
    }

    /// Has everybody send, whenever it is woken; the reactor polls it in a task of its
    /// own, which comes to its turn behind those who are to be heard.
    pub(crate) fn poll(&self, context: &mut Context<'_>) -> Poll<()> {
        self.task.borrow_mut().get_or_insert_with(|| context.waker().clone());
        while let Some(connection) = self.next() {
            connection.send();
        }
        Poll::Pending
    }

    fn next(&self) -> Option<Rc<Shared>> {
        self.waiting.borrow_mut().pop_front()
    }
}

/// How fast one connection is heard after the other.
///
/// A loop that has time sends at once, and so does one that is held up: what a page that
/// blocks for a second finds written shall not wait for it. To ask the clock each time
/// would cost more than is gained.
struct Pace {
    heard: Cell<u32>,
    since: Cell<Instant>,
    is_fast: Cell<bool>,
}

impl Pace {
    /// So many are heard between one look at the clock and the next.
    const STRETCH: u32 = 64;

    /// At least so fast, one after the other, for the loop to be busy.
    const FAST: Duration = Duration::from_micros(50);

    fn new() -> Self {
        Self { heard: Cell::new(0), since: Cell::new(Instant::now()), is_fast: Cell::new(false) }
    }

    #[inline]
    fn is_fast_after_one_more(&self) -> bool {
        let heard = self.heard.get() + 1;
        self.heard.set(heard);
        if heard == Self::STRETCH {
            self.begin_anew();
        }
        self.is_fast.get()
    }

    fn begin_anew(&self) {
        let now = Instant::now();
        let took = now - self.since.replace(now);
        self.heard.set(0);
        self.is_fast.set(took < Self::FAST * Self::STRETCH);
    }
}
