//! The three tasks that `one_thread`, `three_threads` and `one_loop` have in common.

use std::time::Duration;

use events::timeline::Step::{Wait, Work};
use events::timeline::Task;

// ANCHOR: tasks
/// Each computes a little, asks somebody else for something, and goes on when the
/// answer is there. The numbers are ticks.
pub const TASKS: [Task; 3] = [
    Task { name: "A", steps: &[Work(2), Wait(3), Work(1), Wait(3), Work(2)] },
    Task { name: "B", steps: &[Work(1), Wait(5), Work(2)] },
    Task { name: "C", steps: &[Work(2), Wait(2), Work(1), Wait(2), Work(1)] },
];
// ANCHOR_END: tasks

/// How long a tick lasts in real time: the first argument, in milliseconds.
pub fn pace() -> Duration {
    let argument = std::env::args().nth(1).unwrap_or_else(|| "100".to_string());
    let Ok(milliseconds) = argument.parse::<u16>() else {
        eprintln!("a tick cannot last {argument:?} milliseconds");
        eprintln!("next step: leave the argument out (100), or give a number from 0 to 65535");
        std::process::exit(2)
    };
    Duration::from_millis(milliseconds.into())
}
