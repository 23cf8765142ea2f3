//! Echo over real sockets: this chapter's reactor, tokio by hand, and Python's
//! Twisted where it is installed, measured in one run.
//!
//! ```sh
//! cargo bench -p reactor --bench sockets              # the whole table
//! cargo bench -p reactor --bench sockets -- 9 1500    # 9 rounds of 1,500 ms
//! PYTHON=~/venv/bin/python cargo bench -p reactor --bench sockets
//! ```
//!
//! Each server is a process of its own, and so is measured alone; the servers
//! take turns within a round, so that a busy machine slows all of them alike.
//! Printed are the medians over the rounds, and how they compare with tokio by
//! hand. On Linux, server and client are kept on different cores by `taskset`
//! where there is one.

mod load;
mod servers;

use load::Load;
use servers::{Kind, Server};
use std::time::Duration;

/// What is measured: connections, bytes in a message, and the unit.
const CASES: [(usize, usize, Unit); 5] = [
    (1, 64, Unit::RoundTrips),
    (100, 64, Unit::RoundTrips),
    (1000, 64, Unit::RoundTrips),
    (1, 64 * 1024, Unit::Megabytes),
    (10, 64 * 1024, Unit::Megabytes),
];

#[derive(Clone, Copy)]
enum Unit {
    RoundTrips,
    Megabytes,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, kind] = &arguments[..]
        && command == "serve"
    {
        return servers::serve(kind);
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        // `cargo test --benches` only wants to see that it builds.
        return println!("to measure, run this with `cargo bench`");
    }
    let mut numbers = arguments.iter().filter_map(|argument| argument.parse().ok());
    let rounds = numbers.next().unwrap_or(5);
    let time = Duration::from_millis(numbers.next().unwrap_or(700));
    let kinds = servers::available();
    for (connections, size, unit) in CASES {
        let load = Load { connections, size, time };
        let results = measure(&kinds, rounds, load, unit);
        print_row(&kinds, connections, size, unit, &results);
    }
}

/// The median of each kind of server.
fn measure(kinds: &[Kind], rounds: u64, load: Load, unit: Unit) -> Vec<f64> {
    let mut results = vec![Vec::new(); kinds.len()];
    for _ in 0..rounds {
        for (kind, results) in kinds.iter().zip(&mut results) {
            let server = Server::start(*kind);
            results.push(in_unit(unit, &load, load.run(server.address())));
        }
    }
    results.into_iter().map(median).collect()
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 of them")]
fn in_unit(unit: Unit, load: &Load, round_trips: u64) -> f64 {
    let per_second = round_trips as f64 / load.time.as_secs_f64();
    match unit {
        Unit::RoundTrips => per_second,
        Unit::Megabytes => per_second * load.size as f64 / 1e6,
    }
}

fn median(mut results: Vec<f64>) -> f64 {
    results.sort_by(f64::total_cmp);
    results[results.len() / 2]
}

fn print_row(kinds: &[Kind], connections: usize, size: usize, unit: Unit, results: &[f64]) {
    let unit = match unit {
        Unit::RoundTrips => "round trips/s",
        Unit::Megabytes => "MB/s",
    };
    let by_hand = kinds.iter().position(|kind| *kind == Kind::Tokio);
    let base = by_hand.map_or(f64::NAN, |index| results[index]);
    print!("{connections:>5} connections, {size:>6} bytes, {unit}:");
    for (kind, result) in kinds.iter().zip(results) {
        print!("  {} {result:.0} ({:.2})", kind.name(), result / base);
    }
    println!();
}
