//! What the tests of this chapter share: nothing may hang.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Far more than any test takes, however busy the machine is.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// Runs the check in a thread of its own. What does not come back fails the test
/// instead of hanging it.
#[track_caller]
pub fn within_deadline(check: impl FnOnce() + Send + 'static) {
    let (done, is_done) = mpsc::channel();
    let thread = thread::spawn(move || {
        check();
        let _ = done.send(());
    });
    let outcome = is_done.recv_timeout(DEADLINE);
    assert_ne!(outcome, Err(RecvTimeoutError::Timeout), "it does not come back");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}
