//! What becomes of a failure that nobody handled.
//!
//! A chain cannot know that no errback will ever be added. Only when its last
//! handle is dropped is that certain, and then the failure is reported.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crate::Failure;

type Hook = Rc<dyn Fn(&Failure)>;

thread_local! {
    static HOOK: RefCell<Option<Hook>> = const { RefCell::new(None) };
}

/// From now on, calls `hook` with every failure that this thread's Deferreds
/// leave unhandled.
///
/// Without a hook, each is one line on stderr:
/// `Unhandled error in Deferred: MESSAGE`.
///
/// ```
/// use std::{cell::RefCell, rc::Rc};
///
/// let lost = Rc::new(RefCell::new(Vec::new()));
/// let seen = lost.clone();
/// deferred::on_unhandled(move |failure| seen.borrow_mut().push(failure.to_string()));
///
/// drop(deferred::fail::<()>("nobody listens"));
/// assert_eq!(*lost.borrow(), ["nobody listens"]);
/// ```
///
/// Twisted: a log observer that looks for "Unhandled error in Deferred".
pub fn on_unhandled(hook: impl Fn(&Failure) + 'static) {
    // The previous hook is dropped here, when HOOK is no longer borrowed.
    let _previous = HOOK.replace(Some(Rc::new(hook)));
}

/// Tells the hook, which is not borrowed while it runs: it may set another.
pub(crate) fn report(failure: &Failure) {
    // At the end of a thread the hook may be gone before the last Deferred.
    let hook = HOOK.try_with(|hook| hook.borrow().clone()).ok().flatten();
    match hook {
        Some(hook) => hook(failure),
        None => print(failure),
    }
}

fn print(failure: &Failure) {
    let line = format!("Unhandled error in Deferred: {failure}\n");
    // `eprintln!` would panic where stderr is closed; nobody reads it there.
    let _ = io::stderr().write_all(line.as_bytes());
}
