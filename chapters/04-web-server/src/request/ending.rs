//! How a request ends, and who is told.

use super::Request;
use deferred::{Deferred, Failure, Trigger, fail, succeed};
use std::cell::{Cell, RefCell};

/// Whether the request is over, and who waits to hear it.
#[derive(Default)]
pub(crate) struct Ending {
    over: Cell<Option<Over>>,
    waiting: RefCell<Vec<Trigger<()>>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    Finished,
    ClientGone,
}

/// The client left before its answer was complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientGone;

impl std::fmt::Display for ClientGone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the client left before its answer was complete")
    }
}

impl std::error::Error for ClientGone {}

impl Request {
    /// Fires when the answer is finished, and fails with [`ClientGone`] if the
    /// client leaves before that: the moment to cancel whatever works for it.
    ///
    /// Each call gives a Deferred of its own; on a request that is over, one that
    /// has fired.
    ///
    /// Twisted: `notifyFinish`, which fails with the reason of the connection.
    pub fn notify_finish(&self) -> Deferred<()> {
        let ending = &self.0.ending;
        match ending.over.get() {
            Some(Over::Finished) => succeed(()),
            Some(Over::ClientGone) => fail(ClientGone),
            None => {
                let (trigger, deferred) = Deferred::pair();
                ending.waiting.borrow_mut().push(trigger);
                deferred
            }
        }
    }

    pub(crate) fn end_finished(&self) {
        self.end(Over::Finished, || Ok(()));
    }

    pub(crate) fn end_client_gone(&self) {
        self.end(Over::ClientGone, || Err(ClientGone.into()));
    }

    fn end(&self, how: Over, result: impl Fn() -> Result<(), Failure>) {
        let ending = &self.0.ending;
        if ending.over.get().is_none() {
            ending.over.set(Some(how));
            // Taken first: a callback may ask for another one.
            for trigger in ending.waiting.take() {
                trigger.settle(result());
            }
        }
    }
}
