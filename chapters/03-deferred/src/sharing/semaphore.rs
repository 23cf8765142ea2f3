//! [`DeferredSemaphore`], and the [`DeferredLock`], which is one with a single token.

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::rc::Rc;

use super::line::Line;
use crate::{Deferred, IntoOutcome, Plain, maybe_deferred, succeed};

/// So many at a time; the others wait in line.
///
/// ```
/// use std::num::NonZeroUsize;
/// use deferred::DeferredSemaphore;
///
/// let desks = DeferredSemaphore::new(NonZeroUsize::MIN);
/// let first = desks.acquire().now().unwrap().unwrap();
/// let second = desks.acquire();
/// assert!(second.now().is_none());
///
/// drop(first); // gives the token back
/// assert!(second.now().is_some());
/// ```
///
/// Twisted: `DeferredSemaphore`. There, whoever has a token calls `release`, and an
/// assertion fails if that is done once too often; here a [`Token`] goes back when it
/// is dropped.
#[derive(Clone)]
pub struct DeferredSemaphore {
    shared: Rc<Shared>,
}

struct Shared {
    tokens: Cell<usize>,
    line: Rc<Line<Token>>,
    /// Whether [`serve`](Shared::serve) is running, in a loop and not in recursion.
    serving: Cell<bool>,
}

impl DeferredSemaphore {
    /// A semaphore with so many tokens. Twisted raises `ValueError` for none.
    pub fn new(tokens: NonZeroUsize) -> Self {
        let (tokens, serving) = (Cell::new(tokens.get()), Cell::new(false));
        DeferredSemaphore { shared: Rc::new(Shared { tokens, line: Line::new(), serving }) }
    }

    /// A token: at once if there is one and nobody waits, else when it is one's turn.
    /// To cancel the Deferred is to leave the line.
    #[track_caller]
    pub fn acquire(&self) -> Deferred<Token> {
        if self.shared.line.len() == 0
            && let Some(token) = self.shared.take_token()
        {
            return succeed(token);
        }
        self.shared.line.join()
    }

    /// Calls `function` with a token in hand, and gives it back when that is done; if
    /// it returns a Deferred, when that has its result. Twisted: `run`.
    #[track_caller]
    pub fn run<F, R>(&self, function: F) -> Deferred<R::Value>
    where
        F: FnOnce() -> R + 'static,
        R: IntoOutcome,
    {
        self.acquire().add_callback(move |token| {
            maybe_deferred(function).add_both(move |result| {
                drop(token);
                result
            })
        })
    }

    /// How many tokens there are to be had.
    pub fn tokens(&self) -> usize {
        self.shared.tokens.get()
    }
}

impl Shared {
    fn take_token(self: &Rc<Self>) -> Option<Token> {
        let left = self.tokens.get().checked_sub(1)?;
        self.tokens.set(left);
        Some(Token { shared: Rc::clone(self) })
    }

    /// Hands out tokens as long as there are any and somebody waits.
    fn serve(self: &Rc<Self>) {
        if self.serving.replace(true) {
            return;
        }
        let _done = Done(self);
        while self.line.len() > 0
            && let Some(token) = self.take_token()
            && let Some(trigger) = self.line.pop()
        {
            trigger.callback(token);
        }
    }
}

/// Ends serving, even when a destructor panics.
struct Done<'a>(&'a Shared);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.serving.set(false);
    }
}

/// The right to use what a [`DeferredSemaphore`] or a [`DeferredLock`] guards, until it
/// is dropped.
#[must_use = "a token that is dropped is given back"]
pub struct Token {
    shared: Rc<Shared>,
}

impl Plain for Token {}

/// Twisted: `release`.
impl Drop for Token {
    fn drop(&mut self) {
        self.shared.tokens.set(self.shared.tokens.get() + 1);
        self.shared.serve();
    }
}

/// One at a time; the others wait in line. Twisted: `DeferredLock`.
#[derive(Clone)]
pub struct DeferredLock(DeferredSemaphore);

impl DeferredLock {
    /// A lock that nobody has.
    pub fn new() -> Self {
        DeferredLock(DeferredSemaphore::new(NonZeroUsize::MIN))
    }

    /// As [`DeferredSemaphore::acquire`].
    #[track_caller]
    pub fn acquire(&self) -> Deferred<Token> {
        self.0.acquire()
    }

    /// As [`DeferredSemaphore::run`].
    #[track_caller]
    pub fn run<F, R>(&self, function: F) -> Deferred<R::Value>
    where
        F: FnOnce() -> R + 'static,
        R: IntoOutcome,
    {
        self.0.run(function)
    }

    /// Whether somebody has it. Twisted: the attribute `locked`.
    pub fn is_locked(&self) -> bool {
        self.0.tokens() == 0
    }
}

impl Default for DeferredLock {
    fn default() -> Self {
        Self::new()
    }
}
