//! The minimum, since the timers stand in no order. `saturating_sub` makes zero of
//! what is overdue; `checked_sub` would make `None` of it, which is "for ever".

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
    let pending = timers.iter().filter(|timer| !timer.cancelled);
    let next = pending.map(|timer| timer.due).min()?;
    Some(next.saturating_sub(now))
}

/// `250` is pending, `110x` has been cancelled.
fn parse(arg: &str) -> Timer {
    let due = milliseconds(arg.trim_end_matches('x'));
    Timer { due, cancelled: arg.ends_with('x') }
}

fn milliseconds(text: &str) -> Duration {
    Duration::from_millis(text.parse().unwrap_or(0))
}
