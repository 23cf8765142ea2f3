//! What a program can reach by the names of its Deferreds.

use std::cell::{Cell, RefCell};
use std::iter;
use std::rc::Rc;

use deferred::{Control, Deferred, Phase, SharedTrigger, Status};
use serde_json::Value as Json;

use crate::difference::Difference;
use crate::held::{Held, Hidden};

/// A Deferred that the program has made.
pub struct Entry {
    pub name: String,
    /// `None` after a function has returned it, or it was given to a list.
    pub held: Option<Held>,
    pub control: Control,
    /// `None` for a list.
    pub trigger: Option<SharedTrigger<Json>>,
    /// The members of a list.
    pub members: Vec<Member>,
    /// Whether it is a member of a list itself, which owns it.
    pub given_to_list: bool,
    /// How many levels the program has put on it.
    pub levels: usize,
    /// Whether one of them is the library's own, and does more than call a function.
    pub own_levels: bool,
    /// Levels of our own.
    pub hidden: Hidden,
    /// How many of its functions are running: one, or none.
    pub running: usize,
    /// What was returned in its place.
    pub stand_ins: Vec<Control>,
    /// Whether something that stands in for it was cancelled in vain: the next time
    /// the library does not ask.
    pub stand_in_spent: bool,
    /// Whether its canceller was called, and panicked.
    pub canceller_spent: Rc<Cell<bool>>,
}

/// A member of a list.
#[derive(Clone)]
pub struct Member {
    pub name: String,
    /// Whether it has fired its stand-in.
    pub heard: Rc<Cell<bool>>,
}

impl Entry {
    pub fn new(name: &str, deferred: Deferred<Json>) -> Self {
        Entry {
            name: name.to_owned(),
            control: deferred.control(),
            held: Some(Held::Value(deferred)),
            trigger: None,
            members: Vec::new(),
            given_to_list: false,
            levels: 0,
            own_levels: false,
            hidden: Hidden::default(),
            running: 0,
            stand_ins: Vec::new(),
            stand_in_spent: false,
            canceller_spent: Rc::default(),
        }
    }

    pub fn status(&self) -> Status {
        self.control.status().expect("a name keeps its Deferred")
    }

    /// Whether one of its stand-ins is being fired.
    pub fn is_handing_over(&self) -> bool {
        self.status().phase == Phase::Running && self.running == 0 && !self.given_to_list
    }

    /// Whether a level of it takes the result away, or changes it.
    pub fn changes_result(&self) -> bool {
        self.own_levels || !self.stand_ins.is_empty()
    }

    /// Whether this is the Deferred, or stands in for it.
    fn is(&self, control: &Control) -> bool {
        self.control == *control || self.stand_ins.contains(control)
    }

    fn is_waiting_list(&self) -> bool {
        self.trigger.is_none() && self.status().phase == Phase::Waiting
    }

    /// Levels that the program has put on it, and which have not run.
    pub fn pending(&self) -> usize {
        let unfired = |status: Status| status.phase == Phase::Unfired;
        let waited_for =
            self.stand_ins.iter().filter(|control| control.status().is_some_and(unfired)).count();
        self.status().levels - waited_for - self.hidden.count()
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

    /// What `cancel` comes to: the innermost Deferred that is waited for.
    pub fn cancel_target(&self, control: &Control) -> Control {
        cancel_target(control, &self.0.borrow())
    }

    /// Whether a list has just cancelled a member twice over, the second time when
    /// that had come to wait.
    pub fn waits_for_second_cancel(&self, list: &Control) -> bool {
        let entries = self.0.borrow();
        let list = entries.iter().find(|entry| entry.control == *list);
        list.is_some_and(|list| {
            let waits = |name: &str| {
                let entry = entries.iter().find(|entry| entry.name == name);
                entry.is_some_and(|entry| entry.status().phase == Phase::Waiting)
            };
            let twice = |name: &str| list.members.iter().filter(|m| m.name == name).count() > 1;
            list.members.iter().any(|m| m.heard.get() && twice(&m.name) && waits(&m.name))
        })
    }

    /// What keeps ours from cancelling as Twisted does.
    pub fn cancel_obstacle(&self, control: &Control) -> Option<Difference> {
        cancel_obstacle(control, &self.0.borrow())
    }
}

fn cancel_target(control: &Control, entries: &[Entry]) -> Control {
    waiting_for(control, entries).last().unwrap_or_else(|| control.clone())
}

/// This Deferred, the one that it waits for, and so on; through a ring not for ever.
fn waiting_for<'a>(
    control: &Control,
    entries: &'a [Entry],
) -> impl Iterator<Item = Control> + Clone + use<'a> {
    iter::successors(Some(control.clone()), move |control| {
        let inner = control.waits_for()?;
        let entry = entries.iter().find(|entry| entry.is(&inner));
        Some(entry.map_or(inner, |entry| entry.control.clone()))
    })
    .take(2 * entries.len() + 1)
}

fn cancel_obstacle(control: &Control, entries: &[Entry]) -> Option<Difference> {
    let entry_of = |control| entries.iter().find(|entry| entry.control == control);
    let path = waiting_for(control, entries).filter_map(entry_of);
    let entry = path.clone().last()?;
    if path.clone().any(Entry::is_waiting_list) {
        Some(Difference::ListWaits)
    } else if path.skip(1).any(|entry| entry.stand_in_spent) {
        Some(Difference::StandInWaits)
    } else if entry.status().phase != Phase::Unfired {
        None
    } else if entry.canceller_spent.get() {
        Some(Difference::CancelledAgain)
    } else {
        entry.members.iter().find_map(|member| member_obstacle(member, entries))
    }
}

fn member_obstacle(member: &Member, entries: &[Entry]) -> Option<Difference> {
    let entry = entries.iter().find(|entry| entry.name == member.name)?;
    if member.heard.get() {
        (entry.status().phase == Phase::Waiting).then_some(Difference::MemberGoesOn)
    } else if entry.stand_in_spent {
        Some(Difference::StandInWaits)
    } else {
        cancel_obstacle(&entry.control, entries)
    }
}

/// The name of a Deferred, or of the one for which it stands in.
pub fn name_of<'a>(control: &Control, entries: &'a [Entry]) -> Option<&'a str> {
    entries.iter().find(|entry| entry.is(control)).map(|entry| entry.name.as_str())
}
