//! Dropping without recursion.
//!
//! A closure may own a Deferred, whose levels are closures that own Deferreds,
//! and so on, a hundred thousand deep. Were each dropped inside the drop of the
//! one before, the stack would not be deep enough. So whatever has to be dropped
//! while something else is being dropped waits its turn here.

use std::cell::{Cell, RefCell};

use crate::chain::State;

struct Graveyard {
    busy: Cell<bool>,
    waiting: RefCell<Vec<State>>,
}

thread_local! {
    static GRAVEYARD: Graveyard = const {
        Graveyard { busy: Cell::new(false), waiting: RefCell::new(Vec::new()) }
    };
}

/// Drops what is left of a chain, now or as soon as those before it are done.
pub(crate) fn bury(remains: State) {
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
            drop(remains);
        }
    }

    /// A function of its own, so that nothing is borrowed in the loop's body:
    /// the destructors of the user's values run there, and may bury more.
    fn next(&self) -> Option<State> {
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
