//! Three tasks, one thread, and calls that block.
//!
//! While a task waits for its answer, the thread waits with it, and so do all the
//! tasks that have not begun. It takes as long as everything added up.
//!
//! ```text
//! cargo run -p events --example one_thread [MILLISECONDS]
//! ```
//!
//! Beside it, run `three_threads` and `one_loop`: the same tasks in the two other
//! models. It prints which task did what in which tick, and how many ticks it took.
//! A tick lasts 100 milliseconds, or as long as you say; the picture stays the same.

mod tasks;

use events::timeline::{SteppedClock, Timeline};
use tasks::TASKS;

// ANCHOR: main
fn main() {
    let clock = SteppedClock::new(tasks::pace());
    let mut timeline = Timeline::default();
    for task in TASKS {
        for &step in task.steps {
            timeline.record(clock.ticks(), task.name, step);
            clock.sleep(step.ticks());
        }
    }
    print!("{timeline}");
}
// ANCHOR_END: main
