//! The lists of a program.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use deferred::{Deferred, DeferredList, Failure, Outcome, Trigger, deferred_list, gather_results};
use serde_json::Value as Json;

use crate::difference::Difference;
use crate::held::{Call, Hidden, Level};
use crate::names::{Entry, Member};
use crate::replay::Replay;
use crate::words;

/// What a list is to fire with.
#[derive(Clone, Copy)]
pub enum Make {
    Results { on_errback: bool },
    FirstValue { on_errback: bool },
    Values,
}

impl Replay {
    pub fn make_list(self: &Rc<Self>, d: &str, of: &[String], make: Make, consume: bool) {
        if of.iter().any(|name| self.names.with(name, |_| ()).is_none()) {
            self.skip();
        } else if self.with_stand_ins {
            self.list_stand_ins(d, of, make, consume);
        } else {
            self.list_members(d, of, make, consume);
        }
    }

    /// Gives the Deferreds away to the list.
    fn list_members(&self, d: &str, of: &[String], make: Make, consume: bool) {
        if of.iter().collect::<BTreeSet<_>>().len() < of.len() {
            return self.end(Difference::StandIn);
        }
        let Some(members) = of.iter().map(|name| self.give_to_list(name)).collect() else {
            return;
        };
        self.name_list(d, of.iter().map(|name| (name, Rc::default())), make, consume, members);
    }

    fn give_to_list(&self, d: &str) -> Option<Deferred<Json>> {
        let held = self.give_away(d)?;
        self.names.with(d, |entry| {
            entry.given_to_list = true;
            entry.levels += 1;
            held.into_value(&entry.hidden)
        })
    }

    /// Gives the list a Deferred for each entry of `of`, and fires those from levels
    /// in the place of the list's own.
    fn list_stand_ins(self: &Rc<Self>, d: &str, of: &[String], make: Make, consume: bool) {
        let heard: Vec<Rc<Cell<bool>>> = of.iter().map(|_| Rc::default()).collect();
        let pairs =
            of.iter().zip(&heard).map(|(name, heard)| self.forward_cancel(name, heard.clone()));
        let (triggers, stand_ins): (Vec<_>, _) = pairs.unzip();
        self.name_list(d, of.iter().zip(heard.iter().cloned()), make, consume, stand_ins);
        for ((name, heard), to) in of.iter().zip(heard).zip(triggers) {
            self.add(name, Level::Both(self.fire_stand_in(name, heard, to, consume)));
        }
    }

    fn fire_stand_in(
        self: &Rc<Self>,
        d: &str,
        heard: Rc<Cell<bool>>,
        to: Trigger<Json>,
        consume: bool,
    ) -> Call {
        let (replay, d) = (self.clone(), d.to_owned());
        Box::new(move |result| {
            if replay.is_over() {
                return Outcome::Now(result);
            }
            heard.set(true);
            replay.names.with(&d, |entry| entry.running += 1);
            // What is not consumed has to be left in the stand-in, and reported.
            let left = result.as_ref().err().filter(|_| !consume);
            replay.reports.borrow_mut().extend(left.cloned());
            to.settle(result.clone());
            replay.names.with(&d, |entry| entry.running -= 1);
            Outcome::Now(if consume { result.or(Ok(Json::Null)) } else { result })
        })
    }

    /// Whether a stand-in was to report this failure. It is expected once.
    pub fn is_expected_report(&self, failure: &Failure) -> bool {
        let mut reports = self.reports.borrow_mut();
        let place = reports.iter().rposition(|report| Failure::ptr_eq(report, failure));
        place.map(|place| reports.remove(place)).is_some()
    }

    fn name_list<'a>(
        &self,
        d: &str,
        of: impl Iterator<Item = (&'a String, Rc<Cell<bool>>)>,
        make: Make,
        consume: bool,
        members: Vec<Deferred<Json>>,
    ) {
        let hidden = Hidden::default();
        let list = list(members, make, consume, &hidden);
        let members = of.map(|(name, heard)| Member { name: name.clone(), heard }).collect();
        let own_levels = matches!(make, Make::Values);
        let levels = usize::from(own_levels);
        let entry = Entry::new(d, list);
        self.names.insert(Entry { members, levels, own_levels, hidden, ..entry });
    }
}

/// Makes the list. What it fires with becomes JSON by one level more; for `gather`
/// that is the level which it has in Twisted, too.
fn list(
    members: Vec<Deferred<Json>>,
    make: Make,
    consume: bool,
    hidden: &Hidden,
) -> Deferred<Json> {
    match make {
        Make::Values if !consume => {
            gather_results(members).add_callback(|values| Ok(Json::Array(values)))
        }
        Make::Values => {
            flags(members, false, consume).values().add_callback(|values| Ok(Json::Array(values)))
        }
        Make::Results { on_errback: false } if !consume => {
            hidden.map(deferred_list(members), words::results)
        }
        Make::Results { on_errback } => {
            hidden.map(flags(members, on_errback, consume).results(), words::results)
        }
        Make::FirstValue { on_errback } => {
            let first = flags(members, on_errback, consume).fire_on_one_callback();
            hidden.map(first, words::first_value)
        }
    }
}

fn flags(members: Vec<Deferred<Json>>, on_errback: bool, consume: bool) -> DeferredList<Json> {
    let mut list = DeferredList::of(members);
    if on_errback {
        list = list.fire_on_one_errback();
    }
    if consume {
        list = list.consume_errors();
    }
    list
}
