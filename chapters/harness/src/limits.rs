//! What a program may take before a check ends it.

use std::time::Duration;

use crate::environment;

/// How long a program may run. Generous: a passing check ends long before, so
/// only an endless one ever waits for it.
const TIME: Duration = Duration::from_secs(10);

/// How much a program may print. A thousand pages; no exercise asks for one.
const OUTPUT: usize = 1024 * 1024;

/// The limits of one program.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the start of the program to its end.
    pub time: Duration,
    /// Bytes printed, on stdout and stderr together.
    pub output: usize,
}

impl Limits {
    /// The usual limits; `WORKBOOK_DEADLINE=SECONDS` replaces the time.
    pub fn from_env() -> Limits {
        let seconds = std::env::var(environment::DEADLINE).ok().and_then(|text| text.parse().ok());
        Limits { time: seconds.map_or(TIME, Duration::from_secs), output: OUTPUT }
    }
}
