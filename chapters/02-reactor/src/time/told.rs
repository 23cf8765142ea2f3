//! What a [trace](crate::trace) tells of timers: set, run, cancelled, moved.

use std::panic::Location;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::queue::{Call, Queue, as_duration};
use crate::trace::{self, Line};

/// What a trace calls a timer: 1, 2, and so on, as they were set; 0 if there is no
/// trace.
pub(super) type Number = u32;

static LAST: AtomicU32 = AtomicU32::new(0);

/// A timer is set, `delay` from now.
#[track_caller]
pub(super) fn set(queue: &Queue, delay: Duration) -> Number {
    if !trace::is_on() {
        return 0;
    }
    let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    let line = line(queue, "timer_set", number).seconds("delay", delay.as_secs_f64());
    line.place(Location::caller()).write();
    number
}

/// A timer calls its function.
pub(super) fn ran(queue: &Queue, call: &Call) {
    if trace::is_on() {
        line(queue, "timer_ran", call.number).write();
    }
}

/// A timer will not call its function.
pub(super) fn cancelled(queue: &Queue, call: &Call) {
    if trace::is_on() {
        line(queue, "timer_cancelled", call.number).write();
    }
}

/// A timer will call its function at another time.
pub(super) fn moved(queue: &Queue, call: &Call) {
    if trace::is_on() {
        let due = as_duration(call.deadline()).as_secs_f64();
        line(queue, "timer_moved", call.number).seconds("due", due).write();
    }
}

/// The number, and the time on the timer's own clock.
fn line(queue: &Queue, event: &str, number: Number) -> Line {
    let now = as_duration(queue.now_nanos()).as_secs_f64();
    Line::of(event).number("timer", number).seconds("now", now).flag("virtual", queue.is_virtual())
}
