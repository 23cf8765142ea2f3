//! The virtual clock against runs recorded from Twisted's `task.Clock`.
//!
//! `CLOCK_CASES` names another file of recorded cases to run instead.

use reactor::{Clock, DelayedCall, NotPending, Time};
use serde::Deserialize;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;
use std::time::Duration;

const RECORDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/clock_cases.jsonl");

#[derive(Deserialize)]
struct Case {
    id: String,
    ops: Vec<Op>,
    events: Vec<Vec<Value>>,
    #[serde(rename = "final")]
    last: Value,
}

#[derive(Deserialize, Clone)]
#[serde(tag = "op", rename_all = "snake_case")]
enum Op {
    Call { id: u64, seconds: u64, r#do: Vec<Op> },
    Cancel { id: u64 },
    Reset { id: u64, seconds: u64 },
    Delay { id: u64, seconds: i64 },
    Active { id: u64 },
    Time { id: u64 },
    Advance { seconds: u64 },
    Pump { steps: Vec<u64> },
    Pending,
    Raise,
}

/// What comes out of `advance` when a recorded call raises.
struct Raised;

#[derive(Default)]
struct Replay {
    clock: Clock,
    calls: RefCell<BTreeMap<u64, DelayedCall>>,
    events: RefCell<Vec<Value>>,
}

impl Replay {
    fn run(self: &Rc<Self>, op: &Op) {
        match op {
            Op::Call { id, seconds, r#do } => self.call(*id, *seconds, r#do.clone()),
            Op::Cancel { id } => self.with(*id, |call| self.check(call.cancel())),
            Op::Reset { id, seconds } => {
                self.with(*id, |call| self.check(call.reset(Duration::from_secs(*seconds))));
            }
            Op::Delay { id, seconds } => self.with(*id, |call| self.check(delay(call, *seconds))),
            Op::Active { id } => self.with(*id, |call| {
                self.emit(json!({"e": "active", "value": call.active()}));
            }),
            Op::Time { id } => self.with(*id, |call| {
                self.emit(json!({"e": "time", "value": call.time().as_secs()}));
            }),
            Op::Advance { seconds } => self.clock.advance(Duration::from_secs(*seconds)),
            Op::Pump { steps } => self.clock.pump(steps.iter().copied().map(Duration::from_secs)),
            Op::Pending => self.emit(json!({"e": "pending", "ids": self.pending()})),
            Op::Raise => resume_unwind(Box::new(Raised)),
        }
    }

    fn call(self: &Rc<Self>, id: u64, seconds: u64, ops: Vec<Op>) {
        let replay = self.clone();
        let call = self.clock.call_later(Duration::from_secs(seconds), move || {
            let now = replay.clock.seconds().as_secs();
            replay.emit(json!({"e": "fire", "id": id, "now": now}));
            for op in &ops {
                replay.run(op);
            }
        });
        self.calls.borrow_mut().insert(id, call);
    }

    fn with(&self, id: u64, act: impl FnOnce(&DelayedCall)) {
        let call = self.calls.borrow().get(&id).cloned();
        match call {
            Some(call) => act(&call),
            None => self.emit(json!({"e": "skip"})),
        }
    }

    fn check(&self, outcome: Result<(), NotPending>) {
        if let Err(error) = outcome {
            self.emit(json!({"e": "error", "type": format!("{error:?}")}));
        }
    }

    fn emit(&self, event: Value) {
        self.events.borrow_mut().push(event);
    }

    fn pending(&self) -> Vec<u64> {
        let pending = self.clock.delayed_calls();
        let calls = self.calls.borrow();
        let mut ids: Vec<u64> =
            calls.iter().filter(|(_, call)| pending.contains(call)).map(|(id, _)| *id).collect();
        ids.sort_unstable();
        assert_eq!(ids.len(), pending.len(), "the clock lists a call that nobody made");
        ids
    }
}

fn delay(call: &DelayedCall, seconds: i64) -> Result<(), NotPending> {
    let by = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { call.bring_forward(by) } else { call.delay(by) }
}

fn replay(case: &Case) -> (Vec<Vec<Value>>, Value) {
    let replay = Rc::new(Replay::default());
    let mut events = Vec::new();
    for op in &case.ops {
        let outcome = catch_unwind(AssertUnwindSafe(|| replay.run(op)));
        match outcome {
            Err(payload) if payload.is::<Raised>() => replay.emit(json!({"e": "raised"})),
            Err(payload) => resume_unwind(payload),
            Ok(()) => {}
        }
        events.push(replay.events.take());
    }
    let last = json!({"now": replay.clock.seconds().as_secs(), "pending": replay.pending()});
    (events, last)
}

#[test]
fn the_clock_does_what_twisted_recorded() {
    let path = std::env::var("CLOCK_CASES").unwrap_or_else(|_| RECORDED.into());
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut cases = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let case: Case =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let (events, last) = replay(&case);
        assert_eq!(events, case.events, "case {}", case.id);
        assert_eq!(last, case.last, "the end of case {}", case.id);
        cases += 1;
    }
    assert!(cases > 0, "{path} holds no cases");
}
