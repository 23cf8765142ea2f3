//! Leaves the waiting chain with its result, and does not run it.
//!
//! The check says: A chain waits for a result that is there

use std::cell::RefCell;
use std::collections::VecDeque;
use std::mem;
use std::process::ExitCode;
use std::rc::Rc;

use deferred::AlreadyCalled;
use deferred::drill::{self, OwnDeferred, Parcel, Rails, Step, nothing};

fn main() -> ExitCode {
    drill::run::<Deferred>()
}

/// All clones of it are the same Deferred.
#[derive(Clone)]
struct Deferred {
    state: Rc<RefCell<State>>,
}

struct State {
    progress: Progress,
    /// The levels that have not run yet.
    levels: VecDeque<Level>,
}

/// How far a chain has come.
enum Progress {
    Unfired,
    /// A function is running, and has the result.
    Running,
    /// A function returned a Deferred that has no result yet.
    Waiting,
    /// The result stands before the next level, or below the last.
    Resting(Parcel),
}

enum Level {
    /// A function on each rail, or none.
    Call(Rails<Deferred>),
    /// Gives the result to that Deferred, which waits for it.
    HandTo(Deferred),
}

impl OwnDeferred for Deferred {
    fn new() -> Self {
        let state = State { progress: Progress::Unfired, levels: VecDeque::new() };
        Deferred { state: Rc::new(RefCell::new(state)) }
    }

    fn add(&self, rails: Rails<Deferred>) {
        self.state.borrow_mut().levels.push_back(Level::Call(rails));
        self.run();
    }

    fn fire(&self, result: Parcel) -> Result<(), AlreadyCalled> {
        if !matches!(self.state.borrow().progress, Progress::Unfired) {
            return Err(AlreadyCalled);
        }
        self.rest(result);
        self.run();
        Ok(())
    }
}

impl Deferred {
    /// Runs whatever can run now, on this chain and on those that wait for it.
    fn run(&self) {
        let mut chains = vec![self.clone()];
        while let Some(chain) = chains.pop() {
            if chain.run_levels().is_some() {
                chains.push(chain);
            }
        }
    }

    /// Runs this chain's levels. Returns the Deferred that it gave its result to.
    fn run_levels(&self) -> Option<Deferred> {
        let mut parcel = self.take(Progress::Running)?;
        while let Some(level) = self.next_level() {
            parcel = match level {
                Level::HandTo(waiter) => {
                    self.rest(nothing());
                    waiter.rest(parcel);
                    return Some(waiter);
                }
                Level::Call(rails) => match call(rails, parcel) {
                    Step::Next(parcel) => parcel,
                    Step::Wait(inner) => self.result_of(&inner)?,
                },
            };
        }
        self.rest(parcel);
        None
    }

    /// A function of its own, so that nothing is borrowed while the level runs.
    fn next_level(&self) -> Option<Level> {
        self.state.borrow_mut().levels.pop_front()
    }

    /// What a returned Deferred has. If it has nothing yet, this chain waits.
    fn result_of(&self, inner: &Deferred) -> Option<Parcel> {
        let parcel = inner.take(Progress::Resting(nothing()));
        if parcel.is_none() {
            self.state.borrow_mut().progress = Progress::Waiting;
            inner.state.borrow_mut().levels.push_back(Level::HandTo(self.clone()));
        }
        parcel
    }

    fn rest(&self, parcel: Parcel) {
        self.state.borrow_mut().progress = Progress::Resting(parcel);
    }

    /// Takes the result out, if it rests, and leaves `instead`.
    fn take(&self, instead: Progress) -> Option<Parcel> {
        let progress = &mut self.state.borrow_mut().progress;
        match mem::replace(progress, instead) {
            Progress::Resting(parcel) => Some(parcel),
            other => {
                *progress = other;
                None
            }
        }
    }
}

/// Calls the function on the rail of the parcel, if there is one.
fn call(rails: Rails<Deferred>, parcel: Parcel) -> Step<Deferred> {
    match (parcel, rails.callback, rails.errback) {
        (Ok(value), Some(callback), _) => callback(value),
        (Err(failure), _, Some(errback)) => errback(failure),
        (parcel, ..) => Step::Next(parcel),
    }
}
