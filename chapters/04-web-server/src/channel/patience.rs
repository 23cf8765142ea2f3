//! [`Patience`]: how long a client is waited for.

use super::pipe::Shared;
use crate::Limits;
use reactor::{DelayedCall, Reactor, Time};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Waits for a client as long as the limits say, and no longer: for the head of its
/// next request, and for it to take what it has asked for.
///
/// It looks now and then how far the client has come. hyper would set a timer, and
/// unset it, for each request.
pub(crate) struct Patience {
    pipe: Rc<Shared>,
    head: Duration,
    answer: Duration,
    /// Since when a head is waited for; `None` while a request is being answered.
    idle_since: Cell<Option<Instant>>,
    /// How much of its answers the client had taken, and when that was first seen.
    taken: Cell<(u64, Instant)>,
    next_look: RefCell<Option<DelayedCall>>,
}

impl Patience {
    pub(super) fn begin(pipe: &Rc<Shared>, limits: &Limits, reactor: &Reactor) -> Rc<Self> {
        let now = Instant::now();
        let patience = Rc::new(Self {
            pipe: pipe.clone(),
            head: limits.head_timeout,
            answer: limits.answer_timeout,
            idle_since: Cell::new(Some(now)),
            taken: Cell::new((0, now)),
            next_look: RefCell::default(),
        });
        patience.look_later(reactor, now);
        patience
    }

    /// The head of a request has come.
    pub(crate) fn head_came(&self) {
        self.idle_since.set(None);
    }

    /// The answer is on its way, and another request may come.
    pub(crate) fn answered(&self) {
        self.idle_since.set(Some(Instant::now()));
    }

    /// The connection is over.
    pub(super) fn end(&self) {
        if let Some(look) = self.next_look.take() {
            // It has been made already: so much the better.
            let _ = look.cancel();
        }
    }

    fn look(self: &Rc<Self>, reactor: &Reactor) {
        let now = Instant::now();
        if self.left(now).is_zero() {
            self.pipe.give_up();
        } else {
            self.look_later(reactor, now);
        }
    }

    fn look_later(self: &Rc<Self>, reactor: &Reactor, now: Instant) {
        let (patience, handle) = (self.clone(), reactor.clone());
        let soon = self.left(now).min(self.answer);
        let look = reactor.call_later(soon, move || patience.look(&handle));
        self.next_look.replace(Some(look));
    }

    /// How much of its time the client has left. A page that is being made costs it
    /// nothing.
    fn left(&self, now: Instant) -> Duration {
        if self.pipe.unwritten() > 0 {
            return self.answer.saturating_sub(now - self.untaken_since(now));
        }
        let idle = self.idle_since.get().map(|since| now.saturating_duration_since(since));
        self.head.saturating_sub(idle.unwrap_or_default())
    }

    fn untaken_since(&self, now: Instant) -> Instant {
        let taken = self.pipe.taken();
        let (seen, since) = self.taken.get();
        if taken == seen {
            return since;
        }
        self.taken.set((taken, now));
        now
    }
}
