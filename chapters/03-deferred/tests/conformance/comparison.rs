//! Runs one case and compares it, point by point.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::rc::Rc;

use serde_json::Value as Json;

use crate::case::Case;
use crate::difference::Difference;
use crate::last_look::last_look;
use crate::names::Entry;
use crate::replay::Replay;
use crate::words::{self, Same};

/// What came of a case.
pub enum Verdict {
    /// It ran to its end, and agreed but for these.
    Agrees(BTreeSet<Difference>),
    /// It agreed until this.
    AgreesUntil(Difference),
    /// It did not agree: where, what ours did, what Twisted did.
    Differs(String),
}

/// Runs a case as it stands or, if it goes on with Deferreds that were returned or
/// given to a list, with stand-ins.
pub fn judge(case: &Case) -> Verdict {
    match judge_with(case, false) {
        Verdict::AgreesUntil(Difference::StandIn) => judge_with(case, true),
        verdict => verdict,
    }
}

fn judge_with(case: &Case, stand_ins: bool) -> Verdict {
    let replay = Replay::new(stand_ins);
    let differences = stand_ins.then_some(Difference::StandIn).into_iter().collect();
    let mut comparison = Comparison { case, replay, differences };
    match comparison.run() {
        Err(difference) => Verdict::Differs(difference),
        Ok(Some(end)) => Verdict::AgreesUntil(end),
        Ok(None) => Verdict::Agrees(comparison.differences),
    }
}

struct Comparison<'a> {
    case: &'a Case,
    replay: Rc<Replay>,
    differences: BTreeSet<Difference>,
}

impl Comparison<'_> {
    /// Returns what ended the program before its last operation.
    fn run(&mut self) -> Result<Option<Difference>, String> {
        self.compare_events()?;
        let mut entries = self.replay.finish();
        if let Some(end) = self.replay.ended_by() {
            return Ok(Some(end));
        }
        self.compare_last(&mut entries)?;
        self.compare_unhandled(entries)?;
        Ok(None)
    }

    /// Where the program ends early, the events until then are compared.
    fn compare_events(&mut self) -> Result<(), String> {
        for (index, (op, mut expected)) in
            self.case.program.iter().zip(self.case.trace.iter().map(Vec::as_slice)).enumerate()
        {
            let events = self.replay.top_level(op);
            let ended = self.replay.ended_by().is_some();
            if ended {
                expected = &expected[..events.len().min(expected.len())];
            }
            match words::compare(&events, expected) {
                Same::Yes => {}
                Same::ButForOptional => self.note(Difference::ReportedWhilePaused),
                Same::No => return differs(&format!("operation {index}"), &events, &expected),
            }
            if ended {
                break;
            }
        }
        Ok(())
    }

    fn compare_last(&mut self, entries: &mut [Entry]) -> Result<(), String> {
        let last = last_look(entries);
        if last.len() != self.case.last.len() {
            return differs("the number of names", &last.len(), &self.case.last.len());
        }
        for (mut last, expected) in last.into_iter().zip(&self.case.last) {
            if let Some(difference) = last.unseen {
                self.note(difference);
                last.take_result_from(expected);
            }
            if last.state != *expected {
                return differs("the state at the end", &last.state, expected);
            }
        }
        Ok(())
    }

    /// Drops all Deferreds, and compares what is reported then.
    fn compare_unhandled(&mut self, entries: Vec<Entry>) -> Result<(), String> {
        let controls: Vec<_> = entries.iter().map(|entry| entry.control.clone()).collect();
        drop(entries);
        let ours = sorted(&self.replay.unhandled());
        let expected = self.expected_unhandled();
        let ring = controls.iter().any(|control| control.status().is_some());
        if ours == expected {
            Ok(())
        } else if ring && is_part_of(&ours, expected.clone()) {
            self.note(Difference::Ring);
            Ok(())
        } else {
            differs("unhandled errors", &ours, &expected)
        }
    }

    fn expected_unhandled(&mut self) -> Vec<String> {
        if !self.case.has_tag("failure_left_but_not_logged") {
            return sorted(&self.case.unhandled);
        }
        self.note(Difference::ReportedWhilePaused);
        let failed = self.case.last.iter().filter(|last| last["state"] == "failure");
        sorted(failed.map(|last| &last["error"]))
    }

    fn note(&mut self, difference: Difference) {
        self.differences.insert(difference);
    }
}

fn differs<T: Debug, U: Debug>(where_: &str, ours: &T, twisted: &U) -> Result<(), String> {
    Err(format!("{where_}\n      ours: {ours:?}\n   Twisted: {twisted:?}"))
}

/// The order in which errors are reported is nobody's business.
fn sorted<'a>(errors: impl IntoIterator<Item = &'a Json>) -> Vec<String> {
    let mut errors: Vec<_> = errors.into_iter().map(Json::to_string).collect();
    errors.sort();
    errors
}

fn is_part_of(part: &[String], mut whole: Vec<String>) -> bool {
    part.iter().all(|error| {
        let place = whole.iter().position(|other| other == error);
        place.map(|place| whole.remove(place)).is_some()
    })
}
