//! Deferreds here and in Python's Twisted, where that is installed, in one run.
//!
//! ```sh
//! cargo bench -p deferred --bench beside_twisted          # 9 rounds
//! cargo bench -p deferred --bench beside_twisted -- 21    # or so many
//! PYTHON=~/venv/bin/python cargo bench -p deferred --bench beside_twisted
//! ```
//!
//! The two take turns, so that a busy machine slows both alike. Printed are the
//! medians over the rounds of what went fastest in each, in nanoseconds for one
//! level, or for one Deferred of many, and how many times as long Twisted takes.

mod ours;
mod twisted;

use ours::Case;

/// What is measured, and with how many levels, or Deferreds.
const CASES: [(Case, u32); 6] = [
    (Case::Levels, 1),
    (Case::Levels, 10),
    (Case::Levels, 1000),
    (Case::Waiting, 10),
    (Case::Waiting, 100),
    (Case::Gathering, 1000),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        // `cargo test --benches` only wants to see that it builds.
        return println!("to measure, run this with `cargo bench`");
    }
    let rounds = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(9);
    let with_twisted = twisted::is_installed();
    for (case, size) in CASES {
        let (mut here, mut there) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            here.push(ours::nanoseconds(case, size));
            if with_twisted {
                there.push(twisted::nanoseconds(case, size));
            }
        }
        print_row(case, size, median(here), with_twisted.then(|| median(there)));
    }
}

fn median(mut results: Vec<f64>) -> f64 {
    results.sort_by(f64::total_cmp);
    results[results.len() / 2]
}

fn print_row(case: Case, size: u32, here: f64, there: Option<f64>) {
    print!("{:>9} {size:>4}: {here:>7.1} ns", case.name());
    match there {
        Some(there) => println!("   Twisted {there:>8.1} ns   {:>5.1} times", there / here),
        None => println!("   (Twisted is not installed for this Python)"),
    }
}
