//! A cave that nobody has a map of: each chamber shows the way to others.
//!
//! ```sh
//! cargo run --example cave
//! ```
//!
//! One goes into each chamber, which takes a minute of a clock that the program moves.
//! Whoever finds ways out of it sends others. It prints what they find, and when, and at
//! the end how many chambers there are.

use deferred::{Deferred, defer_later, gather_results, succeed};
use reactor::{Clock, Time};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

// ANCHOR: explore
struct Cave {
    clock: Clock,
    known: RefCell<BTreeSet<&'static str>>,
}

impl Cave {
    /// Fires when this chamber has been seen, and all that can be reached from it.
    fn explore(self: Rc<Self>, chamber: &'static str) -> Deferred<()> {
        if !self.known.borrow_mut().insert(chamber) {
            return succeed(());
        }
        let time = self.clock.clone();
        defer_later(&time, MINUTE, move || {
            let ways = ways_out_of(chamber);
            let minute = self.clock.seconds().as_secs() / 60;
            println!("minute {minute}: {chamber}, {ways:?}");
            let ways = ways.iter().map(|chamber| self.clone().explore(chamber));
            gather_results(ways.collect::<Vec<_>>()).add_callback(drop)
        })
    }
}
// ANCHOR_END: explore

// ANCHOR: ways
fn ways_out_of(chamber: &str) -> &'static [&'static str] {
    match chamber {
        "mouth" => &["hall", "crack"],
        "hall" => &["mouth", "lake", "crack"],
        "crack" => &["hall"],
        "lake" => &["crystals", "hall"],
        _ => &[],
    }
}
// ANCHOR_END: ways

// ANCHOR: main
fn main() {
    let cave = Rc::new(Cave { clock: Clock::new(), known: RefCell::default() });
    let all = cave.clone();
    cave.clone()
        .explore("mouth")
        .add_callback(move |()| println!("{} chambers", all.known.borrow().len()));
    cave.clock.pump([MINUTE; 5]);
}
// ANCHOR_END: main
