//! The Deferreds that a trace has told of, by where their chains lie. An entry
//! goes with its chain, so that another may lie there.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::chain::Chain;

#[derive(Clone, Copy, Default)]
struct Entry {
    /// 1, 2, and so on, in the order in which they were made.
    number: u32,
    /// How many levels were added.
    levels: u32,
    /// The level that was run last.
    level: u32,
}

thread_local! {
    static TABLE: RefCell<BTreeMap<usize, Entry>> = const { RefCell::new(BTreeMap::new()) };
}

/// The number of the Deferred that was made last, on whichever thread.
static LAST: AtomicU32 = AtomicU32::new(0);

pub(super) fn add(chain: &Chain) {
    let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    change(chain, |entry| *entry = Entry { number, ..Entry::default() });
}

pub(super) fn add_level(chain: &Chain) -> u32 {
    change(chain, |entry| entry.levels += 1).levels
}

/// Levels run in the order in which they were added.
pub(super) fn reach_level(chain: &Chain) -> u32 {
    change(chain, |entry| entry.level += 1).level
}

pub(super) fn number(chain: &Chain) -> u32 {
    change(chain, |_| {}).number
}

pub(super) fn level(chain: &Chain) -> u32 {
    change(chain, |_| {}).level
}

pub(super) fn remove(chain: &Chain) {
    // At the end of a thread the table may be gone before the last Deferred.
    let _ = TABLE.try_with(|table| table.borrow_mut().remove(&address(chain)));
}

fn change(chain: &Chain, change: impl FnOnce(&mut Entry)) -> Entry {
    let changed = TABLE.try_with(|table| {
        let mut table = table.borrow_mut();
        let entry = table.entry(address(chain)).or_default();
        change(entry);
        *entry
    });
    changed.unwrap_or_default()
}

fn address(chain: &Chain) -> usize {
    std::ptr::from_ref(chain).addr()
}
