//! What a program does, written down as it goes: one line of JSON an event.
//!
//! A trace is off unless the variable [`VARIABLE`] names a file. `cargo xtask
//! trace` sets it, reads the file afterwards and draws it. The timers write their
//! own lines (`timer_set`, `timer_ran` and so on); what builds on this chapter
//! adds others, as the Deferreds of chapter 3 do.
//!
//! - Off, it costs one relaxed load at each place that could write a line.
//! - Each line goes to the file at once, so that a program that crashes or is
//!   ended leaves its trace behind.
//! - A trace has an end: after [`MAX_EVENTS`] lines it says `cut`, and is off.

mod line;
mod sink;

pub use line::{Line, is_in_library, shortened};

use std::sync::atomic::{AtomicU8, Ordering};

/// The variable that names the file. An empty name is none.
pub const VARIABLE: &str = "WORKBOOK_TRACE";

/// How many events are written. Nobody reads that many; it keeps a program that
/// runs in a circle from filling the disk.
pub const MAX_EVENTS: usize = 10_000;

/// Whether a trace is written; found out when it is first asked.
static STATE: AtomicU8 = AtomicU8::new(UNKNOWN);

const UNKNOWN: u8 = 0;
const OFF: u8 = 1;
const ON: u8 = 2;

/// Whether anybody wants to know. Ask before you make a [`Line`].
#[inline]
pub fn is_on() -> bool {
    // The order of two threads' lines is the file's affair.
    STATE.load(Ordering::Relaxed) != OFF && is_on_or_unknown()
}

#[cold]
fn is_on_or_unknown() -> bool {
    if STATE.load(Ordering::Relaxed) == UNKNOWN {
        switch(sink::is_there());
    }
    STATE.load(Ordering::Relaxed) == ON
}

fn switch(on: bool) {
    STATE.store(if on { ON } else { OFF }, Ordering::Relaxed);
}
