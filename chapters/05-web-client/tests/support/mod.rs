//! What the tests of this chapter share: servers that say what they like, and a
//! reactor that runs as long as a test needs it.

#![allow(dead_code, reason = "each test file uses its own part of this")]

#[cfg(feature = "tls")]
pub mod certificate;
pub mod collect;
pub mod peer;
pub mod produce;

use reactor::{Failure, Reactor};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// Far longer than anything here takes on a busy machine.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// So long a client waits in vain in these tests.
pub const SHORT: Duration = Duration::from_millis(100);

/// Runs a reactor until the script in it has come to its end.
#[track_caller]
pub fn run<F>(script: impl FnOnce(Reactor) -> F) -> F::Output
where
    F: Future + 'static,
    F::Output: 'static,
{
    let reactor = Reactor::new();
    reactor.set_stop_deadline(Duration::ZERO);
    let (result, stop) = (Rc::new(Cell::new(None)), StopOnDrop(reactor.clone()));
    let (script, keep) = (script(reactor.clone()), result.clone());
    reactor.spawn(async move {
        let _stop = stop;
        keep.set(tokio::time::timeout(DEADLINE, script).await.ok());
    });
    reactor.run().expect("the reactor runs");
    result.take().expect("the script ends, and in time")
}

/// A script that panics is over, too.
struct StopOnDrop(Reactor);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// The error inside, which has to be an `E` and say this.
#[track_caller]
pub fn assert_says<E: std::error::Error + 'static>(failure: &Failure, text: &str) {
    assert!(failure.check::<E>().is_some(), "{failure:?} is no {}", std::any::type_name::<E>());
    assert_eq!(failure.to_string(), text);
}
