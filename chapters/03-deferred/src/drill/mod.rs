//! The drill for a Deferred of one's own: it plays recorded programs on it, and
//! prints what happened.
//!
//! This is the exercise `your_own_deferred` seen from the other side. A type that
//! can do the three things of [`OwnDeferred`] hands `main` over to [`run`]:
//!
//! ```no_run
//! # use deferred::{AlreadyCalled, drill};
//! # #[derive(Clone)]
//! # struct Mine;
//! # impl drill::OwnDeferred for Mine {
//! #     fn new() -> Self { Mine }
//! #     fn add(&self, _rails: drill::Rails<Mine>) {}
//! #     fn fire(&self, _result: drill::Parcel) -> Result<(), AlreadyCalled> { Ok(()) }
//! # }
//! use std::process::ExitCode;
//!
//! fn main() -> ExitCode {
//!     deferred::drill::run::<Mine>()
//! }
//! ```
//!
//! | arguments | what is played |
//! |---|---|
//! | none | a short program to begin with |
//! | `FILE` | the programs of a file; `-` is standard input |
//! | `levels N` | one Deferred with N levels |
//! | `adds N` | one Deferred on which each of N levels adds the next |
//! | `waits N` | N Deferreds that wait, each for the one before |
//!
//! # The form of a program
//!
//! One line for each thing that is done. Functions are named before they are used.
//!
//! | line | what |
//! |---|---|
//! | `case NAME` | begins a program: nothing of the one before is left |
//! | `fn F ACT` | F is a function that does what [`ACT`](self#what-a-function-does) says |
//! | `in F LINE` | F does this first: `LINE` is any of the lines below |
//! | `new D` | D is a new Deferred |
//! | `level D F G` | adds a level: F stands on the callback rail, G on the errback rail, `-` is nobody |
//! | `value D WORD` | fires D with a value |
//! | `failure D ERROR` | fires D with a failure |
//!
//! Values are words without a space. So are errors, which begin with their type and a
//! colon, as in `ErrA:fog`. A line with a Deferred that does not exist does nothing.
//!
//! ## What a function does
//!
//! | `ACT` | what it does |
//! |---|---|
//! | `pass` | returns what it got, a failure too |
//! | `give WORD` | returns a value |
//! | `wrap` | returns what it got in brackets, as a value |
//! | `raise ERROR` | fails |
//! | `trap TYPE,… WORD` | makes a value of a failure of these types, and passes all others on |
//! | `fired WORD`, `failed ERROR` | returns a new Deferred that has fired |
//! | `wait D` | returns the Deferred D |
//!
//! # What is printed
//!
//! Each line of a program as it is done, after `> `, and indented below it what that
//! led to:
//!
//! | line | what |
//! |---|---|
//! | `call F D LEVEL RAIL WHAT` | F was called on that level (counted from 1), on the rail `callback` or `errback` |
//! | `end F` | F has done the lines that it does first |
//! | `refused` | the Deferred had fired already |
//! | `skip` | there is no such Deferred |
//! | `too much` | the program does more than a drill plays |
//!
//! At the end of a program each Deferred is looked at: below `> left D` stands `left
//! RAIL WHAT`, or nothing if it has no result.

mod arguments;
mod calls;
mod deep;
mod player;
mod program;
mod script;

use std::process::ExitCode;
use std::thread;

use crate::{AlreadyCalled, Failure};

/// What travels along a chain: a value on the callback rail, a failure on the
/// errback rail. In a drill each value is a word.
pub type Parcel = Result<String, Failure>;

/// How it goes on after a function.
pub enum Step<D> {
    /// At once, with this.
    Next(Parcel),
    /// With the result of that Deferred, when it has one.
    Wait(D),
}

/// A function for the callback rail.
pub type Callback<D> = Box<dyn FnOnce(String) -> Step<D>>;

/// A function for the errback rail.
pub type Errback<D> = Box<dyn FnOnce(Failure) -> Step<D>>;

/// One level. Where a rail has no function, whatever comes passes by.
pub struct Rails<D> {
    /// Gets a value.
    pub callback: Option<Callback<D>>,
    /// Gets a failure.
    pub errback: Option<Errback<D>>,
}

/// What a Deferred has to be able to do for the drill. All clones are the same
/// Deferred.
pub trait OwnDeferred: Clone + 'static {
    /// A Deferred that nobody has fired, without a level.
    fn new() -> Self;

    /// Adds a level below the others.
    fn add(&self, rails: Rails<Self>);

    /// Fires it with a value or a failure.
    ///
    /// # Errors
    ///
    /// It has fired before. Then nothing happens.
    fn fire(&self, result: Parcel) -> Result<(), AlreadyCalled>;
}

/// What stays in a Deferred that has given its result away. Twisted: `None`.
pub fn nothing() -> Parcel {
    Ok("nothing".to_owned())
}

/// The stack of a drill. Wherever it runs, recursion of a hundred thousand calls does
/// not fit into it.
const STACK: usize = 2 * 1024 * 1024;

/// Plays what the program's arguments say. The exit status is 2 if they, or the
/// programs that they name, are not in the form above: the reason is on stderr then,
/// and nothing has been played.
///
/// # Panics
///
/// The Deferred does.
pub fn run<D: OwnDeferred>() -> ExitCode {
    let drill = thread::Builder::new().name("drill".to_owned()).stack_size(STACK);
    match drill.spawn(play::<D>).map(thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        Ok(Ok(Err(reason))) => refuse(&reason),
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(error) => refuse(&format!("no thread for the drill: {error}")),
    }
}

fn play<D: OwnDeferred>() -> Result<(), String> {
    arguments::read(std::env::args().skip(1))?.play::<D>();
    Ok(())
}

fn refuse(reason: &str) -> ExitCode {
    eprintln!("{reason}");
    ExitCode::from(2)
}
