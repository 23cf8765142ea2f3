//! The heart of the chapter: [`Chain`], and the loop that runs it.
//!
//! A chain is what a Deferred and its trigger share. It holds levels that have
//! not run yet and, once fired, the parcel that stands before the next of them.
//!
//! Two rules keep it sound:
//!
//! - **No code of the user runs while the state is borrowed.** Callbacks,
//!   cancellers, hooks and destructors may all come back to this very chain.
//! - **No recursion.** However long a chain is, and however many wait one for
//!   another, the loop in [`Chain::run`] goes from each to the next.

use std::cell::{Cell, RefCell};
use std::mem;
use std::rc::{Rc, Weak};
use std::task::Waker;

use crate::cancel::Canceller;
use crate::errors::{AlreadyCalled, ReturnedItself};
use crate::graveyard::{self, Remains};
use crate::level::{Level, Parcel, Step, run_caught};
use crate::queue::Queue;
use crate::{trace, unhandled};

pub(crate) struct Chain {
    pub(crate) state: RefCell<State>,
    /// How many triggers there are; without one, nobody will ever fire it.
    pub(crate) triggers: Cell<usize>,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) progress: Progress,
    /// The levels that have not run yet.
    pub(crate) levels: Queue,
    /// `pause` counts up, `unpause` down. Twisted takes every count but zero
    /// for paused, also a negative one, and so do we.
    pub(crate) pauses: i32,
    pub(crate) waiter: Waiter,
    /// Cancelled without a canceller: whoever was to fire does not know of it,
    /// and may still do so, once.
    pub(crate) ignore_next_fire: bool,
}

// ANCHOR: progress
/// How far a chain has come.
#[derive(Default)]
pub(crate) enum Progress {
    /// Nobody has fired it.
    Unfired(Option<Canceller>),
    /// A level is running, and has the parcel.
    Running,
    /// A level returned a Deferred: this is its chain, if it still exists.
    Waiting(Weak<Chain>),
    /// The parcel stands before the next level, or behind the last.
    Resting(Parcel),
    /// The result has been handed over.
    #[default]
    Empty,
}
// ANCHOR_END: progress

/// Who gets the result as soon as there is one.
#[derive(Default)]
pub(crate) enum Waiter {
    #[default]
    Nobody,
    /// A chain, one level of which returned this one.
    Chain(Rc<Chain>),
    /// A task that awaits it, and comes for the result itself when it is woken.
    Task(Waker),
}

impl Chain {
    pub(crate) fn new(progress: Progress) -> Rc<Self> {
        let state = State { progress, ..State::default() };
        Rc::new(Chain { state: RefCell::new(state), triggers: Cell::new(0) })
    }

    /// Puts in the parcel, once. Twisted: `Deferred._startRunCallbacks`.
    #[track_caller]
    pub(crate) fn fire(self: &Rc<Self>, parcel: Parcel) -> Result<(), AlreadyCalled> {
        let parcel = trace::fired(self, parcel);
        let canceller = {
            let mut state = self.state.borrow_mut();
            let Progress::Unfired(canceller) = &mut state.progress else {
                // The parcel is dropped on return, when nothing is borrowed.
                let ignored = mem::take(&mut state.ignore_next_fire);
                return if ignored { Ok(()) } else { Err(AlreadyCalled) };
            };
            let canceller = canceller.take();
            state.progress = Progress::Resting(parcel);
            canceller
        };
        // It often holds what would fire this chain: let it go now.
        drop(canceller);
        self.run();
        Ok(())
    }

    #[track_caller]
    pub(crate) fn add(self: &Rc<Self>, level: Box<dyn Level>) {
        trace::added(self, &*level);
        self.state.borrow_mut().levels.push(level);
        self.run();
    }

    /// Whenever the count is zero, whatever can run has run. That is why `pause`
    /// runs too: it takes back an `unpause` too many.
    pub(crate) fn pause(self: &Rc<Self>) {
        self.state.borrow_mut().pauses += 1;
        trace::paused(self, "paused");
        self.run();
    }

    pub(crate) fn unpause(self: &Rc<Self>) {
        self.state.borrow_mut().pauses -= 1;
        trace::paused(self, "unpaused");
        self.run();
    }

    // ANCHOR: run
    /// Runs every level that can run now: those of this chain, then those of the
    /// chain that waits for it, and so on. Twisted: `Deferred._runCallbacks`.
    pub(crate) fn run(self: &Rc<Self>) {
        let mut next = self.run_levels();
        while let Some(waiter) = next {
            next = waiter.run_levels();
        }
    }
    // ANCHOR_END: run

    /// Runs this chain's levels. Returns the chain that has waited for the
    /// result, and has it now.
    fn run_levels(self: &Rc<Self>) -> Option<Rc<Chain>> {
        if trace::is_on() {
            return self.run_levels_by(|level, parcel| trace::run(self, level, parcel));
        }
        self.run_levels_by(run_caught)
    }

    // ANCHOR: loop
    /// The loop itself. It is compiled twice, so that the one without a trace has
    /// nothing of a trace in it.
    fn run_levels_by(
        self: &Rc<Self>,
        run: impl Fn(Box<dyn Level>, Parcel) -> Step,
    ) -> Option<Rc<Chain>> {
        let mut parcel = self.start()?;
        while let Some(level) = self.next_level() {
            parcel = match run(level, parcel) {
                Step::Next(parcel) => parcel,
                Step::Wait(inner) => self.result_of(&inner)?,
            };
        }
        self.finish(parcel)
    }
    // ANCHOR_END: loop

    // ANCHOR: start
    fn start(&self) -> Option<Parcel> {
        self.state.borrow_mut().take_parcel(Progress::Running)
    }

    /// Asked anew after each level, since each may have added others. That it may
    /// also have paused its own chain is not asked: Twisted does not either.
    fn next_level(&self) -> Option<Box<dyn Level>> {
        self.state.borrow_mut().levels.pop()
    }
    // ANCHOR_END: start

    // ANCHOR: wait
    /// The result of the chain which a level returned. Without one, this chain
    /// starts to wait.
    fn result_of(self: &Rc<Self>, inner: &Rc<Chain>) -> Option<Parcel> {
        if Rc::ptr_eq(self, inner) {
            return Some(Err(ReturnedItself.into()));
        }
        let mut theirs = inner.state.borrow_mut();
        let parcel = theirs.take_parcel(Progress::Empty);
        if parcel.is_none() {
            theirs.waiter = Waiter::Chain(Rc::clone(self));
            self.state.borrow_mut().progress = Progress::Waiting(Rc::downgrade(inner));
        }
        drop(theirs);
        trace::lent(self, inner, parcel)
    }
    // ANCHOR_END: wait

    // ANCHOR: finish
    /// No level is left: the parcel goes to the chain that waits for it, or stays
    /// here, for a task that awaits it or for levels to come.
    fn finish(&self, parcel: Parcel) -> Option<Rc<Chain>> {
        let mut state = self.state.borrow_mut();
        match mem::take(&mut state.waiter) {
            Waiter::Chain(waiter) => {
                state.progress = Progress::Empty;
                drop(state);
                let parcel = trace::handed_over(self, &waiter, parcel);
                waiter.state.borrow_mut().progress = Progress::Resting(parcel);
                return Some(waiter);
            }
            other => state.waiter = other,
        }
        state.progress = Progress::Resting(parcel);
        drop(state);
        self.wake_task();
        None
    }
    // ANCHOR_END: finish

    /// The result, if all levels have run and nobody has taken it before.
    pub(crate) fn take_result(&self) -> Option<Parcel> {
        let result = self.state.borrow_mut().take_parcel(Progress::Empty)?;
        trace::taken(self, "now");
        Some(result)
    }
}

impl State {
    /// Takes the parcel out and leaves `instead` in its place, unless there is none,
    /// or the chain is paused. If it is not paused, no level is left behind: each
    /// was run when it was added, or when the pause ended.
    pub(crate) fn take_parcel(&mut self, instead: Progress) -> Option<Parcel> {
        if self.pauses != 0 {
            return None;
        }
        match mem::replace(&mut self.progress, instead) {
            Progress::Resting(parcel) => Some(parcel),
            other => {
                self.progress = other;
                None
            }
        }
    }

    /// Whether there is anything in it that could own another chain.
    fn is_bare(&self) -> bool {
        let valueless = matches!(
            self.progress,
            Progress::Unfired(None) | Progress::Empty | Progress::Waiting(_)
        );
        valueless && self.levels.len() == 0 && matches!(self.waiter, Waiter::Nobody)
    }
}

/// The last handle is gone: what failed here cannot be handled any more.
impl Drop for Chain {
    fn drop(&mut self) {
        trace::dropped(self);
        let state = self.state.get_mut();
        if let Progress::Resting(Err(failure)) = &state.progress {
            unhandled::report(failure);
        }
        if let Waiter::Chain(waiter) = &state.waiter {
            waiter.wake_task(); // for it has nothing to wait for any more
        }
        if !state.is_bare() {
            graveyard::bury(Remains::State(mem::take(state)));
        }
    }
}
