//! Three tasks, one thread, and a loop that calls back.
//!
//! A task that has to wait asks the loop to call it when the answer is there, and
//! returns. So the one thread is free for whoever can work. It takes hardly longer
//! than with three threads, and nothing needs a lock; only where two tasks could
//! work in the same tick, one of them has to wait for its turn.
//!
//! ```text
//! cargo run -p events --example one_loop [MILLISECONDS]
//! ```
//!
//! Beside it, run `one_thread` and `three_threads`: the same tasks in the two other
//! models. It prints which task did what in which tick, and how many ticks it took.
//! A tick lasts 100 milliseconds, or as long as you say; the picture stays the same.

mod tasks;

use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::time::Duration;

use events::EventLoop;
use events::timeline::{Step, SteppedClock, TICK, Task, Timeline};
use tasks::TASKS;

// ANCHOR: main
fn main() -> io::Result<()> {
    let clock = Rc::new(SteppedClock::new(tasks::pace()));
    let mut event_loop = EventLoop::with_clock(clock.clone())?;
    let shared = Rc::new(Shared {
        clock,
        diary: RefCell::new(Timeline::default()),
        unfinished: Cell::new(TASKS.len()),
    });
    for task in TASKS {
        let running = Running { task, shared: shared.clone() };
        event_loop.call_later(Duration::ZERO, |event_loop| running.go_on(event_loop));
    }
    event_loop.run()?;
    print!("{}", shared.diary.borrow());
    Ok(())
}
// ANCHOR_END: main

/// What the tasks have in common. Only one of them runs at a time, and so none of
/// it needs a lock.
struct Shared {
    clock: Rc<SteppedClock>,
    diary: RefCell<Timeline>,
    unfinished: Cell<usize>,
}

// ANCHOR: task
struct Running {
    task: Task,
    shared: Rc<Shared>,
}

impl Running {
    /// Works until there is something to wait for, and gives the thread back then.
    fn go_on(mut self, event_loop: &mut EventLoop) {
        let Shared { clock, diary, unfinished } = &*self.shared;
        while let Some((&step, rest)) = self.task.steps.split_first() {
            self.task.steps = rest;
            diary.borrow_mut().record(clock.ticks(), self.task.name, step);
            match step {
                Step::Work(ticks) => clock.sleep(ticks),
                Step::Wait(ticks) => {
                    let delay = TICK * ticks;
                    return event_loop.call_later(delay, |event_loop| self.go_on(event_loop));
                }
            }
        }
        unfinished.set(unfinished.get() - 1);
        if unfinished.get() == 0 {
            event_loop.stop();
        }
    }
}
// ANCHOR_END: task
