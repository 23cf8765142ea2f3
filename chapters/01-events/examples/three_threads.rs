//! Three tasks, a thread for each, and calls that block.
//!
//! While a task waits for its answer, its own thread waits with it, and the others
//! run on. It takes as long as the longest task, if there are processors enough.
//! The price: what the threads share (here it is the diary) needs a lock, and the
//! order of what they do within a tick is anybody's guess.
//!
//! ```text
//! cargo run -p events --example three_threads [MILLISECONDS]
//! ```
//!
//! Beside it, run `one_thread` and `one_loop`: the same tasks in the two other
//! models. It prints which task did what in which tick, and how many ticks it took.
//! A tick lasts 100 milliseconds, or as long as you say; the picture stays the same.

mod tasks;

use std::sync::{Mutex, PoisonError};
use std::thread;

use events::timeline::{SteppedClock, Task, Timeline};
use tasks::TASKS;

// ANCHOR: main
fn main() {
    let clocks = SteppedClock::shared_by(TASKS.len(), tasks::pace());
    let diary = Mutex::new(Timeline::default());
    thread::scope(|scope| {
        for (task, clock) in TASKS.into_iter().zip(clocks) {
            let diary = &diary;
            scope.spawn(move || run(task, &clock, diary));
        }
    });

    let mut timeline = diary.into_inner().unwrap_or_else(PoisonError::into_inner);
    timeline.sort(); // whoever got the lock first within a tick: that was luck
    print!("{timeline}");
}

fn run(task: Task, clock: &SteppedClock, diary: &Mutex<Timeline>) {
    for &step in task.steps {
        let mut timeline = diary.lock().unwrap_or_else(PoisonError::into_inner);
        timeline.record(clock.ticks(), task.name, step);
        drop(timeline); // else nobody else could write while this thread sleeps
        clock.sleep(step.ticks());
    }
}
// ANCHOR_END: main
