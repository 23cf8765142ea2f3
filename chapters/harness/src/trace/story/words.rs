//! The sentences of a story.

use crate::trace::event::Place;

/// Seconds, to the millisecond at most.
pub(super) fn seconds(seconds: f64) -> String {
    let text = format!("{seconds:.3}");
    format!("{} s", text.trim_end_matches('0').trim_end_matches('.'))
}

/// ` in line 7`, or ` in FILE:7` if that is another file than `main`; nothing if the
/// place is not known.
pub(super) fn place(at: Option<&Place>, main: Option<&str>) -> String {
    match at {
        Some(at) if Some(at.file()) == main => format!(" in line {}", at.line()),
        Some(at) => format!(" in {}:{}", at.file(), at.line()),
        None => String::new(),
    }
}

/// What a cancel comes to.
pub(super) fn cancelled(deferred: u32, reaches: Option<u32>) -> String {
    match reaches {
        None => "cancelled: too late, nothing happens".to_owned(),
        Some(other) if other == deferred => "cancelled".to_owned(),
        Some(other) => format!("cancelled, and so is #{other}, for which it waits"),
    }
}

/// When a timer calls, told from when it was set.
pub(super) fn later(by: f64, is_virtual: bool) -> String {
    let clock = if is_virtual { " on the virtual clock" } else { "" };
    format!("{} later{clock}", seconds(by))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_told_without_needless_zeros() {
        assert_eq!(
            [3.0, 0.05, 10.0, 1.23456, 0.0].map(seconds),
            ["3 s", "0.05 s", "10 s", "1.235 s", "0 s"]
        );
    }
}
