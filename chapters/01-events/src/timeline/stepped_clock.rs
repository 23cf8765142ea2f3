//! [`SteppedClock`]: time in whole ticks, for one thread or several.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::Clock;

/// What a tick counts for whoever asks this clock for an [`Instant`]. How long it
/// lasts for those who watch is the clock's pace.
pub const TICK: Duration = Duration::from_secs(1);

/// A clock whose hands move when all who share it are asleep, and then at once to
/// the moment when the first of them is to wake up.
///
/// What threads do between two sleeps takes no time on this clock, as if there
/// were a processor for each of them and it were infinitely fast; the work that is
/// to take time is a sleep too. So what happens in which tick depends on the
/// program alone, and not on the machine.
///
/// Each thread owns a handle. Dropping it says that this thread is done, and that
/// the others need not wait for it any longer. A thread that holds a handle and
/// waits for anything *but* this clock stops the time for all: it is awake.
#[derive(Debug)]
pub struct SteppedClock {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    hands: Mutex<Hands>,
    /// The hands have moved: look whether it is your time.
    moved: Condvar,
    pace: Duration,
    start: Instant,
}

#[derive(Debug)]
struct Hands {
    now: u32,
    threads: usize,
    /// For each thread that sleeps: until when.
    asleep: Vec<u32>,
}

impl SteppedClock {
    /// A clock for one thread. A tick lasts `pace` in real time; with a pace of
    /// zero the hands only jump.
    pub fn new(pace: Duration) -> Self {
        SteppedClock { shared: Shared::new(1, pace) }
    }

    /// One clock for several threads: a handle for each.
    pub fn shared_by(threads: usize, pace: Duration) -> Vec<Self> {
        let shared = Shared::new(threads, pace);
        (0..threads).map(|_| SteppedClock { shared: Arc::clone(&shared) }).collect()
    }

    /// How many ticks have passed.
    pub fn ticks(&self) -> u32 {
        self.shared.lock().now
    }

    /// Blocks this thread for so many ticks.
    pub fn sleep(&self, ticks: u32) {
        if ticks > 0 {
            self.shared.sleep(ticks);
        }
    }
}

impl Drop for SteppedClock {
    fn drop(&mut self) {
        let mut hands = self.shared.lock();
        hands.threads -= 1;
        self.shared.step_if_all_sleep(&mut hands);
    }
}

/// For a loop: there is nothing left to sleep through, this clock does it itself.
impl Clock for SteppedClock {
    fn now(&self) -> Instant {
        self.shared.start + TICK * self.ticks()
    }

    /// Sleeps until the tick in which `timeout` ends.
    fn wait(&self, timeout: Duration) -> Duration {
        let ticks = timeout.as_nanos().div_ceil(TICK.as_nanos());
        self.sleep(u32::try_from(ticks).unwrap_or(u32::MAX));
        Duration::ZERO
    }
}

impl Shared {
    fn new(threads: usize, pace: Duration) -> Arc<Self> {
        let hands = Hands { now: 0, threads, asleep: Vec::new() };
        let start = Instant::now();
        Arc::new(Shared { hands: Mutex::new(hands), moved: Condvar::new(), pace, start })
    }

    /// The hands are whole even if a thread panicked while it held them: nothing
    /// in here can panic half-way through a change.
    fn lock(&self) -> MutexGuard<'_, Hands> {
        self.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sleep(&self, ticks: u32) {
        let mut hands = self.lock();
        let wake_up = hands.now.saturating_add(ticks);
        hands.asleep.push(wake_up);
        self.step_if_all_sleep(&mut hands);
        while hands.now < wake_up {
            hands = self.moved.wait(hands).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Moves the hands to the first wake-up, if nobody is left who could still do
    /// something before that.
    fn step_if_all_sleep(&self, hands: &mut Hands) {
        if hands.asleep.len() < hands.threads {
            return;
        }
        let Some(&next) = hands.asleep.iter().min() else { return };
        thread::sleep(self.pace * (next - hands.now));
        hands.now = next;
        hands.asleep.retain(|&wake_up| wake_up > next);
        self.moved.notify_all();
    }
}
