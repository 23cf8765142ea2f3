//! Small pages over real sockets: this chapter's server, plain hyper, and Python's
//! Twisted where it is installed, measured in one run.
//!
//! ```sh
//! cargo bench -p web_server --bench pages              # the whole table
//! cargo bench -p web_server --bench pages -- 9 1500    # 9 rounds of 1,500 ms
//! PYTHON=~/venv/bin/python cargo bench -p web_server --bench pages
//! ```
//!
//! Each server is a process of its own with one thread for its loop, and they take
//! turns within a round, so that a busy machine slows all of them alike. Printed are
//! the medians over the rounds: the pages in a second, the ratio to plain hyper in the
//! same round, and on Linux the processor's time that the server took for one page,
//! with the same ratio. That is what others on the machine disturb least. Where there
//! is a `taskset`, the servers are kept on one core.
//!
//! The last rows say how long a quick page takes, alone and while two slow ones are
//! being made.

mod load;
mod servers;

use load::{Load, Measured};
use servers::{Kind, start};
use std::time::Duration;

/// How many connections ask for the page without a pause.
const CONNECTIONS: [usize; 2] = [1, 100];

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
    let rounds = numbers.next().unwrap_or(7);
    let time = Duration::from_millis(numbers.next().unwrap_or(700));
    let kinds = servers::available();
    for connections in CONNECTIONS {
        compare(&kinds, rounds, Load { connections, time });
    }
    for kind in kinds {
        print_delay(kind);
    }
}

/// Prints one row of the table.
fn compare(kinds: &[Kind], rounds: u64, load: Load) {
    let rounds: Vec<Vec<Measured>> = (0..rounds).map(|_| measure(kinds, load)).collect();
    print!("{:>3} connections, pages/s:", load.connections);
    for (index, kind) in kinds.iter().enumerate() {
        let middle = |value: fn(&[Measured], usize) -> f64| {
            median(rounds.iter().map(|round| value(round, index)).collect())
        };
        let rate = middle(|round, index| round[index].rate);
        let ratio = middle(|round, index| round[index].rate / round[0].rate);
        let busy = middle(|round, index| 1e6 * round[index].busy);
        let ease = middle(|round, index| round[0].busy / round[index].busy);
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

fn median(mut results: Vec<f64>) -> f64 {
    results.sort_by(f64::total_cmp);
    results[results.len() / 2]
}

/// Whether a quick page waits for slow ones.
fn print_delay(kind: Kind) {
    let server = start(kind);
    let alone = load::delay(server.address(), 0);
    let beside = load::delay(server.address(), 2);
    println!(
        "a quick page of {}: {:.2} ms alone, {:.2} ms beside two slow ones of {} ms",
        kind.name(),
        1e3 * alone.as_secs_f64(),
        1e3 * beside.as_secs_f64(),
        servers::SLOW.as_millis()
    );
}
