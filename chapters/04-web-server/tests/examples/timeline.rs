//! [`Timeline`]: who waited for what, and how long, measured and drawn.
//!
//! Times are told in whole delays of the page. What luck adds to a time only makes it
//! later; so of several runs the earliest of each counts, and the drawing is the same
//! on a busy machine.

use std::fmt;
use std::time::{Duration, Instant};

use harness::Step;

/// So many characters wide is a delay in the drawing.
const WIDTH: usize = 10;

/// So many runs are measured.
const RUNS: usize = 3;

/// One request, from a clock that began with the first.
#[derive(Clone, Copy)]
pub struct Visit {
    pub name: &'static str,
    pub asked: Duration,
    /// The page has been asked to render.
    pub begun: Duration,
    /// It has returned, and the server is free.
    pub returned: Duration,
    pub answered: Duration,
}

/// The requests of a run.
pub struct Timeline {
    delay: Duration,
    visits: [Visit; 2],
}

impl Timeline {
    /// Measures some runs of a script, and keeps the earliest times.
    pub fn measure(delay: Duration, script: impl Fn(Stopwatch) -> Step<[Visit; 2]>) -> Step<Self> {
        let mut visits = script(Stopwatch::default())?;
        for _ in 1..RUNS {
            let others = script(Stopwatch::default())?;
            for (visit, other) in visits.iter_mut().zip(others) {
                visit.keep_earliest(other);
            }
        }
        Ok(Self { delay, visits })
    }

    /// Where a time stands in the drawing.
    fn column(&self, time: Duration) -> usize {
        let delays = time.as_millis() / self.delay.as_millis();
        WIDTH * usize::try_from(delays).expect("no run lasts so long")
    }
}

impl Visit {
    /// Somebody asks, now; the rest is to come.
    pub fn of(name: &'static str, watch: &mut Stopwatch) -> Self {
        let asked = watch.time();
        Self { name, asked, begun: asked, returned: asked, answered: asked }
    }

    fn keep_earliest(&mut self, other: Visit) {
        self.asked = self.asked.min(other.asked);
        self.begun = self.begun.min(other.begun);
        self.returned = self.returned.min(other.returned);
        self.answered = self.answered.min(other.answered);
    }
}

impl fmt::Display for Timeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "delays  0         1         2")?;
        for visit in &self.visits {
            let columns = [visit.asked, visit.begun, visit.returned, visit.answered];
            let [asked, begun, returned, answered] = columns.map(|time| self.column(time));
            let waits = ".".repeat(begun - asked);
            let blocks = "#".repeat(returned - begun);
            let is_patient = "-".repeat(answered - returned);
            let before = " ".repeat(asked);
            writeln!(f, "{:8}{before}{waits}{blocks}{is_patient}|", visit.name)?;
        }
        Ok(())
    }
}

/// Starts when it is looked at for the first time.
#[derive(Default)]
pub struct Stopwatch(Option<Instant>);

impl Stopwatch {
    pub fn time(&mut self) -> Duration {
        self.0.get_or_insert_with(Instant::now).elapsed()
    }
}
