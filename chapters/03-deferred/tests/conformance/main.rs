//! The library against Twisted: programs that were run on the real one, run on
//! ours, event by event.
//!
//! `tests/cases/deferred_cases.jsonl` was recorded with Twisted 26.10. Set
//! `DEFERRED_CASES` to the path of another such file to run that instead. Where
//! ours differs on purpose, or must, [`difference`] says why.
//!
//! `cargo test -p deferred --test conformance -- --nocapture` shows the figures.

mod cancelling;
mod case;
mod comparison;
mod difference;
mod functions;
mod held;
mod last_look;
mod lists;
mod names;
mod replay;
mod tally;
mod timers;
mod words;

use std::sync::mpsc;
use std::time::Duration;
use std::{env, fs, thread};

use comparison::judge;
use difference::Difference;
use tally::Tally;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/deferred_cases.jsonl");

/// How many of [`CASES`] agree to the end, and how many as far as ours goes.
const AGREE: (usize, usize) = (1934, 66);

/// How many of [`CASES`] each difference concerns.
const DIFFERENCES: [(Difference, usize); 11] = [
    (Difference::StandIn, 540),
    (Difference::StandInWaits, 3),
    (Difference::ReturnedRunning, 9),
    (Difference::ReturnedItself, 10),
    (Difference::PausedHandover, 27),
    (Difference::HandingOver, 2),
    (Difference::Unbalanced, 6),
    (Difference::CancelledAgain, 9),
    (Difference::ReportedWhilePaused, 39),
    (Difference::Unseen, 22),
    (Difference::LeftInMember, 35),
];

/// Far more than the cases take; only an endless loop takes longer.
const DEADLINE: Duration = Duration::from_secs(300);

#[test]
fn programs_run_as_they_do_on_twisted() {
    let other = env::var("DEFERRED_CASES").ok();
    let tally = replay_all(other.clone().unwrap_or_else(|| CASES.to_owned()));
    println!("{tally}");
    assert!(tally.differ.is_empty(), "{} cases do not agree:\n{tally}", tally.differ.len());
    assert!(tally.agree + tally.agree_until > 0, "no case was run");
    if other.is_none() {
        assert_eq!((tally.agree, tally.agree_until), AGREE);
        assert_eq!(tally.differences.into_iter().collect::<Vec<_>>(), DIFFERENCES);
    }
}

fn replay_all(path: String) -> Tally {
    let (done, result) = mpsc::channel();
    thread::spawn(move || {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut tally = Tally::default();
        for (index, line) in text.lines().enumerate() {
            let case = serde_json::from_str(line);
            let case = case.unwrap_or_else(|error| panic!("{path}:{}: {error}", index + 1));
            tally.count(&case, judge(&case));
        }
        done.send(tally)
    });
    result.recv_timeout(DEADLINE).expect("the cases are replayed before the deadline")
}
