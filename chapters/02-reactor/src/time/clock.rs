//! [`Clock`]: time that stands still until a test moves it.

use super::{Time, Timers};
use std::time::Duration;

/// A clock for tests: an hour passes as soon as [`advance`](Clock::advance)
/// says so, and not before.
///
/// Cloning gives another handle on the same clock.
///
/// Twisted: `twisted.internet.task.Clock`.
#[derive(Clone)]
pub struct Clock(Timers);

impl Clock {
    /// A clock that stands at zero.
    pub fn new() -> Self {
        Self(Timers::standing())
    }

    /// Moves the time and runs every call that is due by then.
    ///
    /// The time moves *first*: each function sees the end of the advance, not
    /// the moment it was due. A call that is set for now while the advance
    /// runs still runs in it. This is what Twisted's clock does too.
    ///
    /// # Panics
    ///
    /// When one of the functions panics. Those behind it stay pending and run
    /// in the next advance.
    pub fn advance(&self, by: Duration) {
        self.0.move_on(by);
        while let Some(function) = self.0.pop_due() {
            function();
        }
    }

    /// Advances several times. Twisted: `Clock.pump`.
    pub fn pump(&self, steps: impl IntoIterator<Item = Duration>) {
        for step in steps {
            self.advance(step);
        }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}

impl Time for Clock {
    fn timers(&self) -> &Timers {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::rc::Rc;

    const SECOND: Duration = Duration::from_secs(1);

    fn log() -> Rc<RefCell<Vec<String>>> {
        Rc::default()
    }

    #[test]
    fn nothing_runs_before_its_time() {
        let (clock, seen) = (Clock::new(), log());
        let inner = seen.clone();
        clock.call_later(5 * SECOND, move || inner.borrow_mut().push("five".into()));
        clock.advance(Duration::from_millis(4999));
        assert!(seen.borrow().is_empty());
        clock.advance(Duration::from_millis(1));
        assert_eq!(*seen.borrow(), ["five"]);
    }

    #[test]
    fn a_function_sees_the_end_of_the_advance() {
        let (clock, seen) = (Clock::new(), log());
        let (inner, reading) = (seen.clone(), clock.clone());
        clock.call_later(SECOND, move || {
            inner.borrow_mut().push(format!("{:?}", reading.seconds()));
        });
        clock.advance(30 * SECOND);
        assert_eq!(*seen.borrow(), ["30s"]);
    }

    #[test]
    fn to_look_at_the_pending_calls_changes_nothing() {
        let (clock, seen) = (Clock::new(), log());
        let call = |name: &str, delay| {
            let (inner, name) = (seen.clone(), name.to_owned());
            clock.call_later(delay, move || inner.borrow_mut().push(name))
        };
        let (first, second) = (call("first", SECOND), call("second", 2 * SECOND));
        first.reset(9 * SECOND).unwrap();
        assert_eq!(clock.delayed_calls().len(), 2);
        second.reset(9 * SECOND).unwrap();
        clock.advance(9 * SECOND);
        assert_eq!(*seen.borrow(), ["first", "second"]);
    }

    #[test]
    fn a_cancelled_call_lets_go_of_its_function_at_once() {
        let clock = Clock::new();
        let held = Rc::new(());
        let inner = held.clone();
        let call = clock.call_later(SECOND, move || drop(inner));
        assert_eq!(Rc::strong_count(&held), 2);
        call.cancel().unwrap();
        assert_eq!(Rc::strong_count(&held), 1);
        assert!(clock.delayed_calls().is_empty());
    }

    #[test]
    fn a_clock_that_goes_lets_go_of_a_function_that_holds_its_own_call() {
        let clock = Clock::new();
        let held = Rc::new(());
        let own_call = Rc::new(RefCell::new(None));
        let inner = (held.clone(), own_call.clone());
        *own_call.borrow_mut() = Some(clock.call_later(SECOND, move || drop(inner)));
        drop((clock, own_call));
        assert_eq!(Rc::strong_count(&held), 1);
    }
}
