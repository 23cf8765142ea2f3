//! How each Deferred stands when the program is over.

use std::cell::RefCell;
use std::rc::Rc;

use deferred::{Failure, Outcome, Phase, Status};
use serde_json::{Value as Json, json};

use crate::difference::Difference;
use crate::held::Level;
use crate::names::{Entry, name_of};
use crate::words;

/// A Deferred at the end, in the form of the cases.
pub struct Last {
    pub state: Json,
    /// Why it has a result which nobody may look at.
    pub unseen: Option<Difference>,
}

impl Last {
    pub fn take_result_from(&mut self, other: &Json) {
        for field in ["value", "error"] {
            if let Some(result) = other.get(field) {
                self.state[field] = result.clone();
            }
        }
    }
}

/// The state of every name. Functions must do no more than pass on what they get,
/// for some run only now.
pub fn last_look(entries: &mut [Entry]) -> Vec<Last> {
    let states: Vec<_> = entries.iter().map(|entry| state(entry, entries)).collect();
    let looks: Vec<_> = entries.iter_mut().map(look).collect();
    let looks = looks.into_iter().zip(entries);
    let last = |(state, (result, entry)): (_, (_, &mut _))| last(state, result, entry);
    states.into_iter().zip(looks).map(last).collect()
}

/// All but the result, which is looked at only when every state is known.
fn state(entry: &Entry, entries: &[Entry]) -> Json {
    let Status { phase, pauses, .. } = entry.status();
    // Twisted pauses a Deferred that waits; ours has a phase for it.
    let paused = pauses + i32::from(phase == Phase::Waiting);
    let mut state = json!({"d": entry.name, "paused": paused, "pending": entry.pending()});
    state["state"] = match phase {
        Phase::Unfired => json!("unfired"),
        Phase::Waiting => json!("waiting"),
        Phase::Failed => json!("failure"),
        Phase::Succeeded | Phase::Taken => json!("value"),
        Phase::Running => json!("running, after the end"),
    };
    if phase == Phase::Waiting {
        let inner = entry.control.waits_for();
        state["on"] = json!(inner.and_then(|inner| name_of(&inner, entries)));
    }
    state
}

fn last(mut state: Json, result: Option<Result<Json, Failure>>, entry: &Entry) -> Last {
    if state["state"] != "value" && state["state"] != "failure" {
        return Last { state, unseen: None };
    }
    let unseen = match result {
        Some(Ok(value)) => {
            state["value"] = value;
            None
        }
        Some(Err(failure)) => {
            state["error"] = words::error(&failure);
            None
        }
        None if entry.given_to_list => Some(Difference::LeftInMember),
        None => Some(Difference::Unseen),
    };
    Last { state, unseen }
}

/// Looks at a result: adds a level that passes it on. A Deferred that was given away
/// cannot be looked at, nor one with a level in between that would change the result.
fn look(entry: &mut Entry) -> Option<Result<Json, Failure>> {
    let Status { phase, levels, pauses } = entry.status();
    match phase {
        Phase::Taken => return Some(Ok(Json::Null)),
        Phase::Succeeded | Phase::Failed if levels == 0 || !entry.changes_result() => {}
        _ => return None,
    }
    let held = entry.held.take()?;
    let seen = Rc::new(RefCell::new(None));
    let note = seen.clone();
    entry.held = Some(held.add(Level::Both(Box::new(move |result| {
        *note.borrow_mut() = Some(result.clone());
        Outcome::Now(result)
    }))));
    (pauses..0).for_each(|_| entry.control.pause());
    (0..pauses).for_each(|_| entry.control.unpause());
    seen.take()
}
