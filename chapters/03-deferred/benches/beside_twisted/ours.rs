//! The cases, here.

use std::hint::black_box;
use std::time::{Duration, Instant};

use deferred::{Deferred, gather_results, succeed};

#[derive(Clone, Copy)]
pub enum Case {
    /// One Deferred with many levels.
    Levels,
    /// Many, each of which waits for the one before.
    Waiting,
    /// Many members of a list.
    Gathering,
}

/// How long one round of one case takes, at least.
const ROUND: Duration = Duration::from_millis(100);

/// How many runs are timed at once.
const RUNS: u32 = 8;

impl Case {
    pub fn name(self) -> &'static str {
        match self {
            Case::Levels => "levels",
            Case::Waiting => "waiting",
            Case::Gathering => "gathering",
        }
    }

    fn run(self, size: u32) {
        match self {
            Case::Levels => levels(size),
            Case::Waiting => waiting(size),
            Case::Gathering => gathering(size),
        }
    }
}

/// For one level, or one Deferred, where it went fastest: whatever else the machine
/// does can only make it slower.
pub fn nanoseconds(case: Case, size: u32) -> f64 {
    let (start, mut fastest) = (Instant::now(), Duration::MAX);
    while start.elapsed() < ROUND {
        let sample = Instant::now();
        for _ in 0..RUNS {
            case.run(black_box(size));
        }
        fastest = fastest.min(sample.elapsed());
    }
    fastest.as_secs_f64() * 1e9 / f64::from(RUNS) / f64::from(size)
}

fn levels(size: u32) {
    let (trigger, mut d) = Deferred::pair();
    for _ in 0..size {
        d = d.add_callback(|n: u32| black_box(n + 1));
    }
    trigger.callback(0);
    assert_eq!(d.now().expect("a result").expect("a value"), size);
}

fn waiting(size: u32) {
    let (trigger, mut d) = Deferred::pair();
    for _ in 0..size {
        d = succeed(()).add_callback(move |()| d).add_callback(|n: u32| black_box(n + 1));
    }
    trigger.callback(0);
    assert_eq!(d.now().expect("a result").expect("a value"), size);
}

fn gathering(size: u32) {
    let (triggers, members): (Vec<_>, Vec<_>) = (0..size).map(|_| Deferred::pair()).unzip();
    let all = gather_results(members);
    for trigger in triggers {
        trigger.callback(1_u32);
    }
    assert_eq!(all.now().expect("a result").expect("values").iter().sum::<u32>(), size);
}
