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
//! Printed are the medians over the rounds: how much was done in a second, the
//! ratio to tokio by hand in the same round, and on Linux the processor's time that
//! the server took for one round trip, with the same ratio. That is what others on
//! the machine disturb least. Where there is a `taskset`, the servers are kept on
//! one core.

mod load;
mod servers;

use load::{Load, Measured};
use servers::{Kind, start};
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
        compare(&kinds, rounds, Load { connections, size, time }, unit);
    }
}

/// Prints one row of the table.
fn compare(kinds: &[Kind], rounds: u64, load: Load, unit: Unit) {
    let rounds: Vec<Vec<Measured>> = (0..rounds).map(|_| measure(kinds, load)).collect();
    let by_hand = kinds.iter().position(|kind| *kind == Kind::Tokio).expect("it is compared");
    let middle = |value: &dyn Fn(&[Measured]) -> f64| {
        median(rounds.iter().map(|round| value(round)).collect())
    };
    print!("{:>5} connections, {:>6} bytes, {}:", load.connections, load.size, unit.name());
    for (index, kind) in kinds.iter().enumerate() {
        let rate = middle(&|round| unit.of(&load, round[index].rate));
        let ratio = middle(&|round| round[index].rate / round[by_hand].rate);
        let busy = middle(&|round| 1e6 * round[index].busy);
        let ease = middle(&|round| round[by_hand].busy / round[index].busy);
        print!("  {} {rate:.0} ({ratio:.2}; {busy:.1} us each, {ease:.2})", kind.name());
    }
    println!();
}

/// One round: each server in its turn.
fn measure(kinds: &[Kind], load: Load) -> Vec<Measured> {
    let run = |kind: &Kind| {
        let server = start(*kind);
        load.run(server.address(), || server.busy())
    };
    kinds.iter().map(run).collect()
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Unit::RoundTrips => "round trips/s",
            Unit::Megabytes => "MB/s",
        }
    }

    /// So many round trips, in this unit.
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 bytes")]
    fn of(self, load: &Load, round_trips: f64) -> f64 {
        match self {
            Unit::RoundTrips => round_trips,
            Unit::Megabytes => round_trips * load.size as f64 / 1e6,
        }
    }
}

fn median(mut results: Vec<f64>) -> f64 {
    results.sort_by(f64::total_cmp);
    results[results.len() / 2]
}
