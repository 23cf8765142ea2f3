//! Chapter 3: Deferreds, the results that are not there yet.
//!
//! A function that cannot answer at once returns a [`Deferred`], and keeps the
//! [`Trigger`] that will fire it. Whoever gets the Deferred puts functions on it,
//! level below level; when the trigger fires, the result runs down through them.
//!
//! ```
//! use deferred::Deferred;
//!
//! let (trigger, d) = Deferred::pair();
//! let _d = d
//!     .add_callback(|text: &str| Ok(text.parse::<u16>()?))
//!     .add_callback(|port| println!("the port is {port}"))
//!     .add_errback(|failure| println!("that is no port: {failure}"));
//!
//! trigger.callback("eighty"); // that is no port: invalid digit found in string
//! ```
//!
//! # The map
//!
//! Start with [`Deferred`] and [`Trigger`], the two halves that a program sees. The
//! heart of the chapter is the private module `chain`: the loop that runs the
//! levels, in some thirty lines.
//!
//! | file | what |
//! |---|---|
//! | `deferred` | [`Deferred`], [`succeed`], [`fail`], [`maybe_deferred`]: the typed face of a chain |
//! | `trigger` | [`Trigger`], and [`SharedTrigger`] for a race |
//! | `outcome`, `plain` | [`IntoOutcome`], [`Outcome`], [`Plain`]: what a callback may return |
//! | `chain` | what both halves share, and the loop that runs it |
//! | `level`, `queue` | a function with the place for its result; levels in line |
//! | `list` | [`gather_results`], [`deferred_list`], [`DeferredList`], [`race`]: waiting for many |
//! | `timeout` | [`defer_later`], [`add_timeout`](Deferred::add_timeout): results and the clock |
//! | `looping_call` | [`LoopingCall`]: the same thing at equal intervals |
//! | `sharing` | [`DeferredLock`], [`DeferredSemaphore`], [`DeferredQueue`]: waiting in line |
//! | `cancel` | who is told that a result is no longer wanted |
//! | `future`, `from_future` | [`DeferredFuture`]: `d.await`; and [`Deferred::from_future`] |
//! | `control`, `status` | [`Control`]: cancel, pause, look from elsewhere; [`Status`] |
//! | `unhandled` | [`on_unhandled`]: failures that nobody handled |
//! | `trace` | what `cargo xtask trace` is told: all that happens to a Deferred |
//! | `graveyard` | dropping a hundred thousand Deferreds, or futures, without recursion |
//! | [`drill`] | plays recorded programs on a Deferred that a reader wrote |
//! | `errors` | [`Cancelled`], [`AlreadyCalled`], [`Abandoned`], [`ReturnedItself`], [`Panicked`], [`CancellerPanicked`] |
//!
//! All of it lives on one thread, as a reactor does: nothing here is `Send`.
//!
//! # What differs from Twisted, and why
//!
//! Everything not in this table is meant to be as in Twisted, and is held against
//! recorded runs of it (`tests/conformance`).
//!
//! | Twisted | here | why |
//! |---|---|---|
//! | a Deferred fires itself | its [`Trigger`] does, which that consumes | firing twice does not compile; [`SharedTrigger`] tells at run time |
//! | `AlreadyCalledError` from whoever fires after a cancel with a canceller | a [`Trigger`]'s result is dropped in silence; a [`SharedTrigger`] says so | the canceller has told those who could know |
//! | `addCallback` changes the Deferred | it consumes it, and returns another type | each level may change the type of the value |
//! | `callback(Failure)` is `errback` | [`Trigger::settle`] takes either | a value has one type |
//! | an exception becomes a failure | an `Err` does, and a panic, as [`Panicked`] | errors are values |
//! | a returned Deferred can be added to, and gets None | returning gives it away; to keep the rest, [`chain`](Deferred::chain) it to a new one and return that | it has one owner |
//! | levels behind a handover to a paused waiter wait too, until touched | there are none; behind a `chain` they run | what was returned can have no more levels |
//! | returned while a function of it runs, it hands over what that function is working on | its result is waited for | that value has been moved into the function |
//! | returned from its own callback, it waits for itself for ever | [`ReturnedItself`] is the failure | Twisted announces an exception "in the future" |
//! | a canceller that raised is called again | it runs once; then it is as if there were none | it is an `FnOnce` |
//! | a failure that came while the Deferred was paused is not reported | it is | no failure shall be lost |
//! | a Deferred that waits, unpaused once too often, calls its levels with the other Deferred | it waits on | that is not a value |
//! | `pause` after an `unpause` too many brings the count to zero, and levels are forgotten | they run | zero means: not paused |
//! | what is waited for lives as long as the waiting one | it lives as long as its trigger, or whoever was given it; cancelling what waits for a dropped one makes [`Cancelled`] | nothing can fire it any more |
//! | a list's members keep their values, and can be added to | they are given to the list, values and all | a value has one owner |
//! | a member's failure is reported when the list goes, too | as soon as nobody can fire the member | the list does not own its members, who own it |
//! | a list's results are pairs `(success, value)`; with `fireOnOneCallback` one pair `(value, index)` or a list | `Vec<Result<T, Failure>>`; [`FirstValue`] | a type says which |
//! | cancelling a list logs what a member's canceller raises | [`on_unhandled`] gets it as [`CancellerPanicked`] | here is no other log |
//! | a list that has fired ignores `cancel`, though a callback has made it wait for another Deferred | that one is cancelled | a timeout must be able to end the waiting |
//! | cancelling a list also cancels what its fired members have come to wait for | nothing can be added to a member | the list owns it |
//! | a loser whose canceller raises keeps a `race` from ever firing | it is reported as [`CancellerPanicked`] | the winner has nothing to do with it |
//! | a lock or semaphore is released by a call | by dropping the [`Token`] | it cannot be forgotten, nor done twice |
//! | `deferLater` without a function | `\|\| ()` | a function has a type |
//! | whoever awaits what nobody can fire any more waits for ever | is told [`Abandoned`] | the last [`Trigger`] that goes is noticed |
//! | `await d` in a coroutine that is dropped leaves `d` as it is | it cancels `d`, as `Deferred.asFuture` does | who awaits is the only one to want the result, and is gone |
//! | to cancel a coroutine's Deferred raises `CancelledError` at its `await`, where it may be caught | to cancel [`Deferred::from_future`] drops the future | so futures are stopped: none of their lines run any more |
//! | a second `start` of a `LoopingCall` raises `AssertionError`, a second `stop` too | its Deferred fails with [`AlreadyLooping`]; nothing happens | the first loop is not to suffer for it |
//! | to cancel what `LoopingCall.start` returned leaves the loop running | it stops the loop | who awaits it may go away |
//! | rings of Deferreds are garbage, and collected | two that are chained to each other are never dropped | reference counts |

mod cancel;
mod chain;
mod control;
mod deferred;
pub mod drill;
mod errors;
mod from_future;
mod future;
mod graveyard;
mod level;
mod list;
mod looping_call;
mod outcome;
mod plain;
mod queue;
mod sharing;
mod status;
mod timeout;
mod trace;
mod trigger;
mod unhandled;

pub use control::Control;
pub use deferred::{Deferred, fail, maybe_deferred, succeed};
pub use errors::{
    Abandoned, AlreadyCalled, Cancelled, CancellerPanicked, Panicked, ReturnedItself,
};
pub use future::DeferredFuture;
pub use list::{
    AllFailed, DeferredList, FirstError, FirstValue, deferred_list, gather_results, race,
};
pub use looping_call::{AlreadyLooping, LoopingCall};
pub use outcome::{IntoOutcome, Outcome, Plain};
pub use reactor::Failure;
pub use reactor::reasons::TimedOut;
pub use sharing::{
    DeferredLock, DeferredQueue, DeferredSemaphore, QueueOverflow, QueueUnderflow, Token,
};
pub use status::{Phase, Status};
pub use timeout::defer_later;
pub use trigger::{SharedTrigger, Trigger};
pub use unhandled::on_unhandled;
