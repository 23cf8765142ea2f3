//! [`Timers`]: what is to happen later, and when.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::time::{Duration, Instant};

/// Callbacks that wait for their time, the earliest on top of a heap.
///
/// Nothing in here sleeps or looks at a clock: the time is always an argument.
/// What a callback is, is up to the user; the loop keeps boxed closures.
///
/// ```
/// use std::time::{Duration, Instant};
/// use events::Timers;
///
/// let start = Instant::now();
/// let second = Duration::from_secs(1);
/// let mut timers = Timers::new();
/// timers.add(start + 2 * second, "tea is ready");
/// timers.add(start + second, "water boils");
///
/// assert_eq!(timers.next_timeout(start), Some(second));
/// assert_eq!(timers.take_due(start + second), ["water boils"]);
/// ```
#[derive(Debug)]
pub struct Timers<C> {
    heap: BinaryHeap<Timer<C>>,
    /// How many were ever added: the age of the next one.
    added: u64,
}

impl<C> Timers<C> {
    /// No timers.
    pub fn new() -> Self {
        Timers { heap: BinaryHeap::new(), added: 0 }
    }

    /// Keeps `callback` until `due`. Of two with the same time, the one which was
    /// added first comes first.
    pub fn add(&mut self, due: Instant, callback: C) {
        self.heap.push(Timer { due, age: self.added, callback });
        self.added += 1;
    }

    /// How long the loop may sleep at `now`: until the next timer is due, not at
    /// all (zero) if one is overdue, and for ever (`None`) if none is pending.
    // ANCHOR: next_timeout
    pub fn next_timeout(&self, now: Instant) -> Option<Duration> {
        self.heap.peek().map(|next| next.due.saturating_duration_since(now))
    }
    // ANCHOR_END: next_timeout

    /// Removes what is due at `now`, in order.
    ///
    /// It is handed out as a whole, before any of it runs. So a callback that
    /// adds a timer which is due at once does not prolong this turn of the loop
    /// but waits for the next, and the sockets get their turn in between.
    // ANCHOR: take_due
    pub fn take_due(&mut self, now: Instant) -> Vec<C> {
        let mut due = Vec::new();
        while let Some(next) = self.heap.peek_mut()
            && next.due <= now
        {
            due.push(PeekMut::pop(next).callback);
        }
        due
    }
    // ANCHOR_END: take_due
}

impl<C> Default for Timers<C> {
    fn default() -> Self {
        Self::new()
    }
}

#[derive(Debug)]
struct Timer<C> {
    due: Instant,
    age: u64,
    callback: C,
}

// ANCHOR: order
/// Rust's heap keeps the *greatest* on top, so here the earlier one is greater.
impl<C> Ord for Timer<C> {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.due, other.age).cmp(&(self.due, self.age))
    }
}
// ANCHOR_END: order

impl<C> PartialOrd for Timer<C> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<C> PartialEq for Timer<C> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<C> Eq for Timer<C> {}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn with_none_pending_the_loop_may_sleep_for_ever() {
        assert_eq!(Timers::<()>::new().next_timeout(Instant::now()), None);
    }

    #[test]
    fn the_loop_may_sleep_until_the_earliest_is_due() {
        let now = Instant::now();
        let mut timers = Timers::new();
        timers.add(now + 3 * SECOND, ());
        timers.add(now + 2 * SECOND, ());
        assert_eq!(timers.next_timeout(now), Some(2 * SECOND));
    }

    #[test]
    fn with_one_overdue_the_loop_may_not_sleep_at_all() {
        let now = Instant::now();
        let mut timers = Timers::new();
        timers.add(now, ());
        assert_eq!(timers.next_timeout(now + SECOND), Some(Duration::ZERO));
    }

    #[test]
    fn a_timer_is_due_at_its_time_and_not_before() {
        let now = Instant::now();
        let due = now + SECOND;
        let mut timers = Timers::new();
        timers.add(due, "tick");
        assert!(timers.take_due(now + Duration::from_nanos(999_999_999)).is_empty());
        assert_eq!(timers.take_due(due), ["tick"]);
        assert!(timers.take_due(due).is_empty());
    }

    #[test]
    fn what_is_due_comes_in_the_order_of_time_whatever_order_it_was_added_in() {
        let now = Instant::now();
        let mut timers = Timers::new();
        for seconds in [5, 1, 4, 2, 3] {
            timers.add(now + seconds * SECOND, seconds);
        }
        assert_eq!(timers.take_due(now + 4 * SECOND), [1, 2, 3, 4]);
        assert_eq!(timers.next_timeout(now + 4 * SECOND), Some(SECOND));
    }

    #[test]
    fn ties_are_broken_by_age() {
        let now = Instant::now();
        let mut timers = Timers::new();
        for name in 0..100 {
            timers.add(now, name);
        }
        assert_eq!(timers.take_due(now), (0..100).collect::<Vec<_>>());
    }
}
