//! Ctrl-C reaches the examined programs too.
//!
//! They run in process groups of their own, so the terminal's Ctrl-C does not
//! find them: an endless loop would outlive the check. This module keeps the
//! list of those that live, and ends them before it ends us.

use std::collections::BTreeSet;
use std::io;
use std::process::Command;
use std::sync::{Mutex, Once, PoisonError};

use shared_child::SharedChild;

static LIVING: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// The exit status that a shell gives to a program ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

/// Starts a program that must not outlive us.
///
/// The list is held until the program stands on it, and for ever once Ctrl-C has
/// come: no program slips in between.
pub(super) fn start(command: &mut Command) -> io::Result<SharedChild> {
    handle_ctrl_c();
    let mut living = living();
    let child = SharedChild::spawn(command)?;
    living.insert(child.id());
    Ok(child)
}

fn handle_ctrl_c() {
    static HANDLER: Once = Once::new();
    HANDLER.call_once(|| {
        // Where somebody else handles Ctrl-C already, it is theirs to handle.
        let _ = ctrlc::set_handler(|| {
            let living = living();
            for id in living.iter() {
                end_group(*id);
            }
            std::process::exit(INTERRUPTED);
        });
    });
}

/// Notes that a program has ended.
pub(super) fn forget(id: u32) {
    living().remove(&id);
}

fn living() -> std::sync::MutexGuard<'static, BTreeSet<u32>> {
    LIVING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends a program with all its children that have not left its group.
#[cfg(unix)]
pub(super) fn end_group(id: u32) {
    signal_group(id, rustix::process::Signal::KILL);
}

/// Holds a program still with all its children that have not left its group, or
/// lets them go on. When this returns, the program stands still, or has ended.
#[cfg(unix)]
pub(super) fn hold_group(id: u32, held: bool) {
    use rustix::io::retry_on_intr;
    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, waitid};

    signal_group(id, if held { Signal::STOP } else { Signal::CONT });
    if !held {
        return;
    }
    // The signal is on its way; what the program does meanwhile, it still does.
    let Some(program) = i32::try_from(id).ok().and_then(Pid::from_raw) else { return };
    let stands_or_ended = WaitIdOptions::STOPPED | WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    // An error says that it has ended and is forgotten: it will not move, either.
    let _ = retry_on_intr(|| waitid(WaitId::Pid(program), stands_or_ended));
}

#[cfg(unix)]
fn signal_group(id: u32, signal: rustix::process::Signal) {
    use rustix::process::{Pid, kill_process_group};

    if let Some(group) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        // It may be gone already: then there is nothing to do.
        let _ = kill_process_group(group, signal);
    }
}

/// Elsewhere there are no process groups; the program itself is ended by its
/// handle.
#[cfg(not(unix))]
pub(super) fn end_group(_id: u32) {}

/// Elsewhere nobody can be held still.
#[cfg(not(unix))]
pub(super) fn hold_group(_id: u32, _held: bool) {}
