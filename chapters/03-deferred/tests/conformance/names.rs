//! What a program can reach by the names of its Deferreds.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use deferred::{Control, Phase, SharedTrigger, Status};
use serde_json::Value as Json;

use crate::held::Held;

/// A Deferred that the program has made.
pub struct Entry {
    pub name: String,
    /// `None` after a function has returned it.
    pub held: Option<Held>,
    pub control: Control,
    pub trigger: SharedTrigger<Json>,
    /// How many levels the program has put on it.
    pub levels: usize,
    /// Whether one of them fires another Deferred.
    pub chained: bool,
    /// How many of its functions are running: one, or none.
    pub running: usize,
    /// What was returned in its place.
    pub stand_ins: Vec<Control>,
    /// Whether its canceller was called, and panicked.
    pub canceller_spent: Rc<Cell<bool>>,
}

impl Entry {
    pub fn status(&self) -> Status {
        self.control.status().expect("a name keeps its Deferred")
    }

    /// Whether one of its stand-ins is being fired.
    pub fn is_handing_over(&self) -> bool {
        self.status().phase == Phase::Running && self.running == 0
    }

    /// Whether a level of it takes the result away.
    pub fn hands_over(&self) -> bool {
        self.chained || !self.stand_ins.is_empty()
    }

    /// Whether this is the Deferred, or stands in for it.
    fn is(&self, control: &Control) -> bool {
        self.control == *control || self.stand_ins.contains(control)
    }

    /// Levels that the program has put on it, and which have not run.
    pub fn pending(&self) -> usize {
        let unfired = |status: Status| status.phase == Phase::Unfired;
        let waited_for =
            self.stand_ins.iter().filter(|control| control.status().is_some_and(unfired)).count();
        self.status().levels - waited_for
    }
}

/// All entries, in the order in which they were made.
#[derive(Default)]
pub struct Names(RefCell<Vec<Entry>>);

impl Names {
    pub fn insert(&self, entry: Entry) {
        self.0.borrow_mut().push(entry);
    }

    pub fn remove(&self, name: &str) -> Option<Entry> {
        let mut entries = self.0.borrow_mut();
        let place = entries.iter().position(|entry| entry.name == name)?;
        Some(entries.remove(place))
    }

    pub fn take_all(&self) -> Vec<Entry> {
        self.0.take()
    }

    pub fn with<R>(&self, name: &str, look: impl FnOnce(&mut Entry) -> R) -> Option<R> {
        let mut entries = self.0.borrow_mut();
        entries.iter_mut().find(|entry| entry.name == name).map(look)
    }

    /// What `cancel` comes to: the innermost Deferred that is waited for, whose
    /// name says whether its canceller is spent.
    pub fn cancel_target(&self, control: &Control) -> (Control, bool) {
        let entries = self.0.borrow();
        let mut target = control.clone();
        while let Some(inner) = target.waits_for() {
            let entry = entries.iter().find(|entry| entry.is(&inner));
            target = entry.map_or(inner, |entry| entry.control.clone());
        }
        let entry = entries.iter().find(|entry| entry.control == target);
        (target, entry.is_some_and(|entry| entry.canceller_spent.get()))
    }
}

/// The name of a Deferred, or of the one for which it stands in.
pub fn name_of<'a>(control: &Control, entries: &'a [Entry]) -> Option<&'a str> {
    entries.iter().find(|entry| entry.is(control)).map(|entry| entry.name.as_str())
}
