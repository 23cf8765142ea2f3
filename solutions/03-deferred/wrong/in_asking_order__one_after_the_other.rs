//! Asks the next one when the one before has answered: the order is right, and it takes the sum of all.
//!
//! The check says: one after the other

use std::time::Duration;

use deferred::{Deferred, defer_later, succeed};
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
    let mut all = succeed(Vec::new());
    for station in stations {
        let time = clock.clone();
        all = all.add_callback(move |mut reports: Vec<String>| {
            station.ask(&time).add_callback(move |report| {
                reports.push(report);
                Ok(reports)
            })
        });
    }
    all
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
