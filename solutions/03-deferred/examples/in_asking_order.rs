//! Each is asked, then all are gathered: the list has a place for each of them, which
//! is filled whenever its answer comes.

use std::time::Duration;

use deferred::{Deferred, defer_later, gather_results};
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
    gather_results(stations.into_iter().map(|station| station.ask(clock)))
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
