//! Three errands in three models, and the tick in which each of them is done.
//!
//! ```text
//! cargo run -p events --example three_errands
//! ```
//!
//! Nothing has to run beside it. It prints, for each model, who is done when, the
//! first one first. Its clock does not wait, so it ends at once.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::thread;
use std::time::Duration;

use events::EventLoop;
use events::timeline::Step::{Wait, Work};
use events::timeline::{SteppedClock, TICK, Task};

// ANCHOR: tasks
const ERRANDS: [Task; 3] = [
    Task { name: "A", steps: &[Work(1), Wait(4), Work(1)] },
    Task { name: "B", steps: &[Work(1), Wait(2), Work(1)] },
    Task { name: "C", steps: &[Work(3)] },
];

fn main() -> io::Result<()> {
    report("one thread", one_thread());
    report("three threads", three_threads());
    report("one loop", one_loop()?);
    Ok(())
}

fn report(model: &str, mut done: Vec<Done>) {
    done.sort_unstable();
    println!("{model}");
    for (tick, name) in done {
        println!("{name} {tick}");
    }
}
// ANCHOR_END: tasks

/// An errand is done: in which tick, and which one.
type Done = (u32, &'static str);

fn one_thread() -> Vec<Done> {
    let clock = SteppedClock::new(Duration::ZERO);
    ERRANDS.map(|errand| run_blocking(&errand, &clock)).into()
}

fn three_threads() -> Vec<Done> {
    let clocks = SteppedClock::shared_by(ERRANDS.len(), Duration::ZERO);
    let started: Vec<_> = ERRANDS
        .into_iter()
        .zip(clocks)
        .map(|(errand, clock)| thread::spawn(move || run_blocking(&errand, &clock)))
        .collect();
    started.into_iter().map(|thread| thread.join().expect("an errand does not panic")).collect()
}

/// Works and waits, and keeps the thread all the time.
fn run_blocking(errand: &Task, clock: &SteppedClock) -> Done {
    for step in errand.steps {
        clock.sleep(step.ticks());
    }
    (clock.ticks(), errand.name)
}

fn one_loop() -> io::Result<Vec<Done>> {
    let clock = Rc::new(SteppedClock::new(Duration::ZERO));
    let mut event_loop = EventLoop::with_clock(clock.clone())?;
    let done = Rc::new(RefCell::new(Vec::new()));
    for errand in ERRANDS {
        let (clock, done) = (clock.clone(), done.clone());
        let run = move |event_loop: &mut EventLoop| go_on(event_loop, clock, errand, done);
        event_loop.call_later(Duration::ZERO, run);
    }
    event_loop.run()?;
    Ok(done.take())
}

/// Works, and gives the thread back where there is something to wait for.
fn go_on(
    event_loop: &mut EventLoop,
    clock: Rc<SteppedClock>,
    errand: Task,
    done: Rc<RefCell<Vec<Done>>>,
) {
    let mut steps = errand.steps;
    while let Some((step, rest)) = steps.split_first() {
        steps = rest;
        match step {
            Work(ticks) => clock.sleep(*ticks),
            Wait(ticks) => {
                let errand = Task { steps, ..errand };
                let rest = move |event_loop: &mut EventLoop| go_on(event_loop, clock, errand, done);
                return event_loop.call_later(*ticks * TICK, rest);
            }
        }
    }
    done.borrow_mut().push((clock.ticks(), errand.name));
    if done.borrow().len() == ERRANDS.len() {
        event_loop.stop();
    }
}
