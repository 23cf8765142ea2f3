//! Small pages over kept connections: this chapter's agent with its pool, the client of
//! hyper-util, which is what most programs on hyper use, and hyper's connections by
//! hand, measured in one run.
//!
//! ```sh
//! cargo bench -p web_client --bench fetches                # the whole table
//! cargo bench -p web_client --bench fetches -- 21 20000    # 21 rounds of 20,000 pages
//! ```
//!
//! The server is plain hyper, in a process of its own. The clients take turns within a
//! round, so that a busy machine slows all of them alike. Printed are the medians over
//! the rounds: the pages in a second, the ratio to hyper-util's client in the same round,
//! and on Linux the processor's time that the client took for one page, which others on
//! the machine disturb least. Where there is a `taskset`, server and clients are kept
//! on a core each.
//!
//! Each parses the address once, except for the row "by text", where our agent is asked
//! for the text of an address each time: `url` does much more with it than hyper does.
//!
//! The last row is a download of 100 MiB: how much the memory of a process grows by it.

mod clients;
mod download;
mod server;

use clients::{Client, Load};
use harness::processor_time;
use std::time::{Duration, Instant};

/// How many loops fetch one page after the other, each over a connection of its own.
const CONNECTIONS: [u32; 2] = [1, 10];

/// What came of one client in one round.
struct Measured {
    /// Pages in a second.
    rate: f64,
    /// The seconds that the client's thread was busy for each of them.
    busy: f64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["serve"] => return server::serve().expect("it serves"),
        ["download", url] => return download::run(url),
        _ => {}
    }
    if !words.contains(&"--bench") {
        // `cargo test --benches` only wants to see that it builds.
        return println!("to measure, run this with `cargo bench`");
    }
    let mut numbers = words.iter().filter_map(|word| word.parse().ok());
    let rounds = numbers.next().unwrap_or(11);
    let pages = numbers.next().unwrap_or(10_000);
    server::pin_to(1);
    let server = server::start();
    let url = format!("http://{}", server.address());
    for connections in CONNECTIONS {
        compare(rounds, &Load { url: format!("{url}/"), connections, pages });
    }
    download::print(&format!("{url}/long"));
}

/// Prints one row of the table.
fn compare(rounds: u32, load: &Load) {
    let rounds: Vec<Vec<Measured>> = (0..rounds)
        .map(|_| Client::ALL.iter().map(|client| measure(*client, load)).collect())
        .collect();
    print!("{:>2} connections, pages/s:", load.connections);
    for (index, client) in Client::ALL.into_iter().enumerate() {
        let middle = |value: fn(&[Measured], usize) -> f64| {
            median(rounds.iter().map(|round| value(round, index)).collect())
        };
        let rate = middle(|round, index| round[index].rate);
        let ratio = middle(|round, index| round[index].rate / round[0].rate);
        let busy = middle(|round, index| round[index].busy);
        print!("  {} {rate:.0} ({ratio:.2}; {:.1} us each)", client.name(), 1e6 * busy);
    }
    println!();
}

fn measure(client: Client, load: &Load) -> Measured {
    client.fetch(&Load { pages: load.pages / 10, ..load.clone() });
    let (since, busy_before) = (Instant::now(), busy());
    client.fetch(load);
    let pages = f64::from(load.pages);
    Measured {
        rate: pages / since.elapsed().as_secs_f64(),
        busy: busy().saturating_sub(busy_before).as_secs_f64() / pages,
    }
}

fn median(mut results: Vec<f64>) -> f64 {
    results.sort_by(f64::total_cmp);
    results[results.len() / 2]
}

/// How long this thread has had a processor.
fn busy() -> Duration {
    processor_time("thread-self")
}
