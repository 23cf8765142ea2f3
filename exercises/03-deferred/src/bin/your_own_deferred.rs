//! # your_own_deferred
//!
//! Write the loop that runs a chain. The types are there; `add`, `fire` and `run`
//! are yours. They hold to this:
//!
//! 1. A value goes to the level's callback, a failure to its errback. Where the
//!    level has no function for it, it passes by.
//! 2. What a function returns, the next level gets. After the last level it stays,
//!    for levels that are added later: those run at once.
//! 3. A function may add a level to its own Deferred. That level runs in its turn,
//!    when the function has returned.
//! 4. A function may return a Deferred (`Step::Wait`). If that one has a result, the
//!    chain takes it and goes on. If not, the chain waits, with `HandTo` as a level
//!    of that one: when the result comes to it, the waiting chain goes on first, and
//!    then the levels below `HandTo`. Who gives a result away keeps `nothing()`.
//! 5. It is fired once. After that, `fire` returns `Err(AlreadyCalled)`.
//! 6. No recursion: neither 100,000 levels nor 100,000 waiting chains fill the stack.
//!
//! The judge plays recorded programs on it, and knows what Twisted did.
//!
//! Read:  book/src/03-deferred/your-own.md
//! Run:   cargo xtask run your_own_deferred
//! Check: cargo xtask check your_own_deferred

#![allow(dead_code, reason = "some of it is used only in what you write")]

use std::cell::RefCell;
use std::collections::VecDeque;
use std::process::ExitCode;
use std::rc::Rc;

use deferred::AlreadyCalled;
use deferred::drill::{self, OwnDeferred, Parcel, Rails};

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

    // TODO: these two, and `run` below.

    fn add(&self, rails: Rails<Deferred>) {
        todo!("a level more; does it have to run?")
    }

    fn fire(&self, result: Parcel) -> Result<(), AlreadyCalled> {
        todo!("the first time only")
    }
}

impl Deferred {
    /// Runs whatever can run now, on this chain and on those that wait for it.
    fn run(&self) {
        todo!("the loop")
    }
}
