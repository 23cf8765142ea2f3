//! # next_timeout
//!
//! For how long may the loop sleep, if no socket wakes it? Until the next timer is
//! due. Not at all, if one is due already. For ever, if none is pending. A timer
//! that was cancelled wakes nobody.
//!
//! The first argument is the time now, the others are the times of the timers, in
//! milliseconds and in no order; an `x` marks a cancelled one:
//!
//! ```text
//! $ cargo xtask run next_timeout 100 250 130 110x
//! sleep for 30ms
//! $ cargo xtask run next_timeout 100 90
//! do not sleep
//! $ cargo xtask run next_timeout 100
//! sleep until a socket is ready
//! ```
//!
//! Read:  book/src/01-events/timers.md
//! Run:   cargo xtask run next_timeout 100 250 130 110x
//! Check: cargo xtask check next_timeout

use std::time::Duration;

struct Timer {
    /// Counted, like the time now, from the start of the program.
    due: Duration,
    cancelled: bool,
}

fn main() {
    let mut args = std::env::args().skip(1);
    let now = milliseconds(&args.next().unwrap_or("100".to_string()));
    let timers: Vec<Timer> = args.map(|arg| parse(&arg)).collect();

    match next_timeout(&timers, now) {
        None => println!("sleep until a socket is ready"),
        Some(Duration::ZERO) => println!("do not sleep"),
        Some(timeout) => println!("sleep for {timeout:?}"),
    }
}

/// How long the loop may sleep at `now`; `None` if no timer is to wake it.
fn next_timeout(timers: &[Timer], now: Duration) -> Option<Duration> {
    // TODO
    todo!("find the timer that is next")
}

/// `250` is pending, `110x` has been cancelled.
fn parse(arg: &str) -> Timer {
    let due = milliseconds(arg.trim_end_matches('x'));
    Timer { due, cancelled: arg.ends_with('x') }
}

fn milliseconds(text: &str) -> Duration {
    Duration::from_millis(text.parse().unwrap_or(0))
}
