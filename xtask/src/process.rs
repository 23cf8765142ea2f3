//! Child processes that never outlive us.
//!
//! Ctrl-C in a terminal reaches our children as well as us, and they end by
//! themselves: the checks first end the programs that they examine. We wait for
//! that, so that nothing runs any more when the prompt is back. A signal that
//! reaches us alone (`kill`) is passed on.

use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use shared_child::SharedChild;

/// How long a child that was asked to end may take for it.
const GRACE: Duration = Duration::from_secs(2);

/// The exit status that a shell gives to a program ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

/// The child that lives now, and how long it may go on after Ctrl-C before it is
/// asked to end. There is never more than one.
static LIVING: Mutex<Option<(Arc<SharedChild>, Duration)>> = Mutex::new(None);

/// We are ending: whoever waits for a child has nothing to tell any more.
static ENDING: AtomicBool = AtomicBool::new(false);

/// The child has ended by a Ctrl-C that is ours too, and whoever waited for it goes
/// on: our handler, which may come later, has nothing more to do.
static HEARD: AtomicBool = AtomicBool::new(false);

/// A child process. Dropping it ends it.
pub struct Child {
    process: Arc<SharedChild>,
}

impl Child {
    /// Starts a child that ends with us.
    pub fn start(command: &mut Command) -> Result<Child> {
        Child::start_patiently(command, Duration::ZERO)
    }

    /// Starts a child that may handle Ctrl-C in its own way: it gets the time
    /// `patience` for that.
    pub fn start_patiently(command: &mut Command, patience: Duration) -> Result<Child> {
        handle_interrupts();
        let name = command.get_program().to_owned();
        // Held until the child stands there: no Ctrl-C slips in between.
        let mut living = living();
        let process = SharedChild::spawn(command)
            .with_context(|| format!("cannot start {}", name.display()))?;
        let process = Arc::new(process);
        *living = Some((Arc::clone(&process), patience));
        Ok(Child { process })
    }

    /// Its standard output, if that is a pipe.
    pub fn stdout(&self) -> Option<std::process::ChildStdout> {
        self.process.take_stdout()
    }

    /// Waits for its end.
    pub fn wait(&self) -> Result<ExitStatus> {
        let status = self.process.wait()?;
        while ENDING.load(Ordering::SeqCst) {
            thread::park();
        }
        if was_interrupted(status) {
            std::process::exit(INTERRUPTED);
        }
        Ok(status)
    }

    /// Waits for its end, but not longer than `limit`; then it is ended, and the
    /// answer is nothing.
    pub fn wait_at_most(&self, limit: Duration) -> Result<Option<ExitStatus>> {
        if ends_within(&self.process, limit) {
            return self.wait().map(Some);
        }
        end(&self.process);
        Ok(None)
    }

    /// As [`wait_at_most`](Child::wait_at_most); but a Ctrl-C that ends the child is
    /// an end like any other, for there is something to tell of what came before.
    pub fn wait_however_it_ends(&self, limit: Duration) -> Result<Option<ExitStatus>> {
        if ends_within(&self.process, limit) {
            let status = self.process.wait()?;
            HEARD.store(was_interrupted(status), Ordering::SeqCst);
            return Ok(Some(status));
        }
        end(&self.process);
        Ok(None)
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        *living() = None;
        if !matches!(self.process.try_wait(), Ok(Some(_))) {
            end(&self.process);
        }
    }
}

fn living() -> std::sync::MutexGuard<'static, Option<(Arc<SharedChild>, Duration)>> {
    LIVING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn handle_interrupts() {
    static HANDLER: Once = Once::new();
    HANDLER.call_once(|| {
        // Without a handler, Ctrl-C ends us at once: that still is an end.
        let _ = ctrlc::set_handler(|| {
            // Held to the end: nobody starts another child.
            let living = living();
            if HEARD.swap(false, Ordering::SeqCst) {
                return;
            }
            if let Some((process, patience)) = &*living {
                if ends_within(process, *patience) && !patience.is_zero() {
                    return; // its end tells how we end
                }
                ENDING.store(true, Ordering::SeqCst);
                end(process);
            }
            std::process::exit(INTERRUPTED);
        });
    });
}

/// Asks a child to end, which lets it end its own children, and then makes it.
fn end(process: &Arc<SharedChild>) {
    ask_to_end(process);
    if !ends_within(process, GRACE) {
        // It may have ended just now: that is what we want.
        let _ = process.kill();
        let _ = process.wait();
    }
}

fn ends_within(process: &Arc<SharedChild>, limit: Duration) -> bool {
    if limit.is_zero() {
        return matches!(process.try_wait(), Ok(Some(_)));
    }
    let (ended, end) = mpsc::channel();
    let process = Arc::clone(process);
    thread::spawn(move || {
        let _ = process.wait();
        let _ = ended.send(());
    });
    end.recv_timeout(limit).is_ok()
}

#[cfg(unix)]
fn ask_to_end(process: &SharedChild) {
    use shared_child::unix::SharedChildExt;

    /// POSIX gives this number to SIGTERM.
    const SIGTERM: i32 = 15;
    let _ = process.send_signal(SIGTERM);
}

/// Elsewhere there is no asking.
#[cfg(not(unix))]
fn ask_to_end(process: &SharedChild) {
    let _ = process.kill();
}

/// The child heard the Ctrl-C that is ours too.
fn was_interrupted(status: ExitStatus) -> bool {
    status.code() == Some(INTERRUPTED) || ended_by_ctrl_c(status)
}

#[cfg(unix)]
fn ended_by_ctrl_c(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;

    /// POSIX gives this number to SIGINT.
    const SIGINT: i32 = 2;
    status.signal() == Some(SIGINT)
}

#[cfg(not(unix))]
fn ended_by_ctrl_c(_status: ExitStatus) -> bool {
    false
}
