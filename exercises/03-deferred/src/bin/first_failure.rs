//! # first_failure
//!
//! Three folders are copied. When all copies have come to an end, it is told what
//! became of each folder. `FOLDER=MEGABYTES` says that a copy is done, any other word
//! behind the `=` why it failed:
//!
//! ```text
//! $ cargo xtask run first_failure music=lost photos=120 letters=full
//! photos: 120 MB
//! letters: failed, full
//! music: failed, lost
//! ```
//!
//! The program compiles, and tells of one failure alone: somebody will believe that
//! the letters are safe. Mend `report`.
//!
//! Read:  book/src/03-deferred/many.md
//! Run:   cargo xtask run first_failure music=lost photos=120 letters=full
//! Check: cargo xtask check first_failure

use std::collections::HashMap;

use deferred::{Deferred, DeferredList, Failure};

const FOLDERS: [&str; 3] = ["photos", "letters", "music"];

fn main() {
    let (triggers, copies): (Vec<_>, Vec<_>) =
        FOLDERS.map(|_| Deferred::pair()).into_iter().unzip();
    let mut under_way: HashMap<_, _> = FOLDERS.into_iter().zip(triggers).collect();
    report(copies);
    for word in std::env::args().skip(1) {
        let (folder, end) = word.split_once('=').unwrap_or((&word, "of itself"));
        if let Some(trigger) = under_way.remove(folder) {
            trigger.settle(end.parse::<u32>().map_err(|_| Failure::from(end)));
        }
    }
}

/// Tells what became of each folder, when all copies have come to an end.
fn report(copies: Vec<Deferred<u32>>) {
    // TODO: the first failure makes the whole list fail, and the others are lost.
    let all = DeferredList::of(copies).consume_errors().values();
    all.add_callbacks(
        |copied| {
            for (folder, megabytes) in FOLDERS.iter().zip(copied) {
                println!("{folder}: {megabytes} MB");
            }
        },
        |failure| println!("failed: {failure}"),
    );
}
