//! Tells of each folder as soon as its copy has ended.
//!
//! The check says: when all have ended

use std::collections::HashMap;

use deferred::{Deferred, Failure};

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
    for (folder, copy) in FOLDERS.into_iter().zip(copies) {
        copy.add_callbacks(
            move |megabytes| println!("{folder}: {megabytes} MB"),
            move |failure| println!("{folder}: failed, {failure}"),
        );
    }
}
