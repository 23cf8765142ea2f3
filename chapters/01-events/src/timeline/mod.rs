//! [`Timeline`]: a diary of a few tasks, drawn with one row for each.
//!
//! The three models of the chapter's first pages (one thread, three threads, one
//! loop) run the same tasks, and each keeps such a diary while it runs. So the
//! three pictures are drawn from what happened, not from what should happen.
//!
//! A picture that depends on how busy the machine was cannot be printed in a book
//! or checked by a test. Hence the [`SteppedClock`]: time is counted in whole
//! ticks, and a tick is over when every thread waits for it to be over, be it
//! sooner or later by the clock on the wall.

mod picture;
mod stepped_clock;

pub use stepped_clock::{SteppedClock, TICK};

/// One step of a task, and how many ticks it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Computes. This needs a thread all the time.
    Work(u32),
    /// Waits for an event: an answer from the network, say. This needs no thread,
    /// but a call that blocks holds on to one all the same.
    Wait(u32),
}

impl Step {
    /// How long the step takes, whatever it is.
    pub fn ticks(self) -> u32 {
        let (Step::Work(ticks) | Step::Wait(ticks)) = self;
        ticks
    }
}

/// Steps that are done one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// What the picture calls it.
    pub name: &'static str,
    /// What it does, first step first.
    pub steps: &'static [Step],
}

/// Which task began which step when. It prints as a picture, followed by the
/// events in their order and the time that everything took.
///
/// ```
/// use events::timeline::{Step, Timeline};
///
/// let mut timeline = Timeline::default();
/// timeline.record(0, "A", Step::Work(2));
/// timeline.record(2, "A", Step::Wait(3));
/// timeline.record(2, "B", Step::Work(4));
/// timeline.record(6, "A", Step::Work(1));
///
/// let picture = timeline.to_string();
/// assert!(picture.contains("task A  ##...-#\n"));
/// assert!(picture.contains("task B  --####\n"));
/// ```
#[derive(Debug, Default)]
pub struct Timeline {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    began: u32,
    task: &'static str,
    step: Step,
}

impl Entry {
    fn ended(&self) -> u32 {
        self.began + self.step.ticks()
    }
}

impl Timeline {
    /// Notes that `task` begins `step` at the tick `began`.
    pub fn record(&mut self, began: u32, task: &'static str, step: Step) {
        self.entries.push(Entry { began, task, step });
    }

    /// Sorts the entries of each tick by the name of the task.
    ///
    /// Threads that begin something in the same tick write it down in an order
    /// that nobody determines. Whoever wants to print the same diary for the same
    /// run must choose one.
    pub fn sort(&mut self) {
        self.entries.sort_by_key(|entry| (entry.began, entry.task));
    }

    /// How many ticks passed until the last step was over.
    pub fn total(&self) -> u32 {
        self.entries.iter().map(Entry::ended).max().unwrap_or(0)
    }
}
