//! # in_asking_order
//!
//! Weather stations are asked for their reports, and each takes its time. The clock
//! is a virtual one, and `NAME=SECONDS` says how long a station takes:
//!
//! ```text
//! $ cargo xtask run in_asking_order south=5 north=2
//! after 0 seconds: south is asked
//! after 0 seconds: north is asked
//! after 2 seconds: north answers
//! after 5 seconds: south answers
//! after 5 seconds: the reports: ["south", "north"]
//! ```
//!
//! Ask all of them at once, and fire when the last has answered, with the reports in
//! the order in which the stations were asked.
//!
//! Read:  book/src/03-deferred/many.md
//! Run:   cargo xtask run in_asking_order south=5 north=2
//! Check: cargo xtask check in_asking_order

use std::time::Duration;

use deferred::{Deferred, defer_later};
use reactor::{Clock, Time};

fn main() {
    let clock = Clock::new();
    let stations = std::env::args().skip(1).filter_map(|arg| {
        let (name, seconds) = arg.split_once('=')?;
        Some(Station { name: name.to_string(), seconds: seconds.parse().ok()? })
    });

    let reports = all_reports(&clock, stations.collect());
    let time = clock.clone();
    reports.add_callback(move |reports| say(&time, &format!("the reports: {reports:?}")));
    clock.pump([Duration::from_secs(1); 60]);
}

/// Asks all stations at once. Their reports, in the order in which they were asked.
fn all_reports(clock: &Clock, stations: Vec<Station>) -> Deferred<Vec<String>> {
    // TODO: one Deferred of many.
    todo!("ask them all, and gather what they answer")
}

struct Station {
    name: String,
    /// How long it takes to answer.
    seconds: u64,
}

impl Station {
    /// Asks for the report.
    fn ask(self, clock: &Clock) -> Deferred<String> {
        say(clock, &format!("{} is asked", self.name));
        let time = clock.clone();
        defer_later(clock, Duration::from_secs(self.seconds), move || {
            say(&time, &format!("{} answers", self.name));
            self.name
        })
    }
}

fn say(clock: &Clock, what: &str) {
    println!("after {} seconds: {what}", clock.seconds().as_secs());
}
