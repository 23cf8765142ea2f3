//! Dropping without recursion.
//!
//! A closure may own a Deferred, whose levels are closures that own Deferreds,
//! and so on, a hundred thousand deep. Were each dropped inside the drop of the
//! one before, the stack would not be deep enough. So whatever has to be dropped
//! while something else is being dropped waits its turn here.
//!
//! Futures do the same in their way: one is dropped, which cancels the Deferred that
//! it awaits, which drops the future that was to fire that.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::chain::{Chain, State};

/// What waits for its turn.
pub(crate) enum Remains {
    /// What is left of a chain: it is dropped.
    State(State),
    /// A chain that was awaited by somebody who has gone: it is cancelled.
    Unwanted(Rc<Chain>),
}

struct Graveyard {
    busy: Cell<bool>,
    waiting: RefCell<Vec<Remains>>,
}

thread_local! {
    static GRAVEYARD: Graveyard = const {
        Graveyard { busy: Cell::new(false), waiting: RefCell::new(Vec::new()) }
    };
}

/// Buries it, now or as soon as those before it are done.
pub(crate) fn bury(remains: Remains) {
    // When this thread has ended so far that its graveyard is gone, the closure
    // is dropped uncalled, and `remains` with it: deep, but no longer very deep.
    let _ = GRAVEYARD.try_with(move |graveyard| {
        graveyard.waiting.borrow_mut().push(remains);
        if !graveyard.busy.replace(true) {
            graveyard.bury_all();
        }
    });
}

impl Graveyard {
    fn bury_all(&self) {
        let _reopen = Reopen(self);
        while let Some(remains) = self.next() {
            match remains {
                Remains::State(state) => drop(state),
                Remains::Unwanted(chain) => chain.cancel(),
            }
        }
    }

    /// A function of its own, so that nothing is borrowed in the loop's body:
    /// the destructors of the user's values run there, and may bury more.
    fn next(&self) -> Option<Remains> {
        self.waiting.borrow_mut().pop()
    }
}

/// Opens the graveyard again, even when a destructor panics.
struct Reopen<'a>(&'a Graveyard);

impl Drop for Reopen<'_> {
    fn drop(&mut self) {
        self.0.busy.set(false);
    }
}
