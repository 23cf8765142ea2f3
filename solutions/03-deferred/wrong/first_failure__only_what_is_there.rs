//! Tells of the folders that were copied, under the wrong names.
//!
//! The check says: the failures are left out

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
    DeferredList::of(copies).consume_errors().results().add_callback(|results| {
        for (folder, megabytes) in FOLDERS.iter().zip(results.into_iter().flatten()) {
            println!("{folder}: {megabytes} MB");
        }
    });
}
