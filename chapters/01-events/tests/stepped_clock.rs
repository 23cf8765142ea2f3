//! The stepped clock: its hands move when all who share it sleep, and only then.

mod support;

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use events::Clock;
use events::timeline::{SteppedClock, TICK};
use support::within_deadline;

#[test]
fn alone_on_a_clock_a_sleep_only_moves_the_hands() {
    within_deadline(|| {
        let clock = SteppedClock::new(Duration::ZERO);
        clock.sleep(3);
        clock.sleep(0);
        clock.sleep(1_000_000_000);
        assert_eq!(clock.ticks(), 1_000_000_003);
    });
}

#[test]
fn a_tick_lasts_at_least_as_long_as_the_pace() {
    within_deadline(|| {
        let pace = Duration::from_millis(1);
        let begin = Instant::now();
        SteppedClock::new(pace).sleep(20);
        assert!(begin.elapsed() >= 20 * pace);
    });
}

#[test]
fn threads_that_share_a_clock_sleep_at_the_same_time() {
    within_deadline(|| {
        let woken = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for (clock, ticks) in SteppedClock::shared_by(3, Duration::ZERO).into_iter().zip(2..) {
                let woken = &woken;
                scope.spawn(move || {
                    for _ in 0..3 {
                        clock.sleep(ticks);
                        woken.lock().unwrap().push((clock.ticks(), ticks));
                    }
                });
            }
        });
        let mut woken = woken.into_inner().unwrap();
        woken.sort_unstable();
        let expected = [(2, 2), (3, 3), (4, 2), (4, 4), (6, 2), (6, 3), (8, 4), (9, 3), (12, 4)];
        assert_eq!(woken, expected);
    });
}

#[test]
fn a_sleep_of_no_ticks_is_over_at_once_and_wakes_nobody() {
    within_deadline(|| {
        let mut clocks = SteppedClock::shared_by(2, Duration::ZERO);
        let (mine, _awake) = (clocks.remove(0), clocks.remove(0));
        mine.sleep(0);
        assert_eq!(mine.ticks(), 0);
    });
}

#[test]
fn a_thread_that_has_ended_does_not_stop_the_time() {
    within_deadline(|| {
        let mut clocks = SteppedClock::shared_by(2, Duration::ZERO);
        let (mine, other) = (clocks.remove(0), clocks.remove(0));
        drop(other);
        mine.sleep(7);
        assert_eq!(mine.ticks(), 7);
    });
}

#[test]
fn a_thread_that_ends_lets_those_who_sleep_go_on() {
    within_deadline(|| {
        let mut clocks = SteppedClock::shared_by(2, Duration::ZERO);
        let (mine, other) = (clocks.remove(0), clocks.remove(0));
        thread::scope(|scope| {
            let sleeper = scope.spawn(|| {
                mine.sleep(7);
                mine.ticks()
            });
            drop(other);
            assert_eq!(sleeper.join().unwrap(), 7);
        });
    });
}

#[test]
fn a_loop_that_waits_for_part_of_a_tick_waits_for_all_of_it() {
    within_deadline(|| {
        let clock = SteppedClock::new(Duration::ZERO);
        let begin = clock.now();
        assert_eq!(clock.wait(TICK + TICK / 2), Duration::ZERO);
        assert_eq!(clock.now() - begin, 2 * TICK);
    });
}
