//! The events, one after another, when there is a trace.

use std::panic::Location;

use reactor::trace::{Line, is_in_library};

use super::{Shown, table};
use crate::Phase;
use crate::chain::{Chain, Progress};
use crate::level::{Level, Parcel, Step, run_caught};

fn line(event: &str, chain: &Chain) -> Line {
    Line::of(event).number("deferred", table::number(chain))
}

fn with_value(line: Line, parcel: &mut Parcel) -> Line {
    Shown::of(parcel).add_to(line)
}

#[cold]
pub(super) fn show(mut parcel: Parcel) -> (Parcel, Option<Shown>) {
    let shown = Shown::of(&mut parcel);
    (parcel, Some(shown))
}

#[cold]
#[track_caller]
pub(super) fn made(chain: &Chain, by: &str, result: Option<Shown>) {
    table::add(chain);
    line("made", chain).text("by", by).place(Location::caller()).write();
    if let Some(result) = result {
        result.add_to(line("fired", chain)).write();
    }
}

#[cold]
#[track_caller]
pub(super) fn added(chain: &Chain, level: &dyn Level) {
    let number = table::add_level(chain);
    let line = level.functions().add_to(line("level", chain).number("level", number));
    line.place(Location::caller()).write();
}

#[cold]
#[track_caller]
pub(super) fn fired(chain: &Chain, mut parcel: Parcel) -> Parcel {
    let place = Location::caller();
    let is_first = chain.status().phase == Phase::Unfired;
    // A cancel fires what its canceller may have fired already: nobody is too late.
    if is_first || !is_in_library(place) {
        let event = if is_first { "fired" } else { "too_late" };
        with_value(line(event, chain), &mut parcel).place(place).write();
    }
    parcel
}

/// Runs a level, and tells of it before and after.
#[cold]
pub(crate) fn run(chain: &Chain, level: Box<dyn Level>, mut parcel: Parcel) -> Step {
    let number = table::reach_level(chain);
    let line = |event| line(event, chain).number("level", number);
    let called = level.functions().serve(parcel.is_ok());
    let event = if called { "called" } else { "passed" };
    with_value(line(event), &mut parcel).write();
    let mut step = run_caught(level, parcel);
    if let Step::Next(parcel) = &mut step
        && called
    {
        with_value(line("returned"), parcel).write();
    }
    step
}

#[cold]
pub(super) fn lent(chain: &Chain, inner: &Chain, mut parcel: Option<Parcel>) -> Option<Parcel> {
    let line = |event| line(event, chain).number("level", table::level(chain));
    let inner = table::number(inner);
    match &mut parcel {
        Some(parcel) => with_value(line("takes").number("from", inner), parcel).write(),
        None => line("waits").number("for", inner).write(),
    }
    parcel
}

#[cold]
pub(super) fn handed_over(chain: &Chain, waiter: &Chain, mut parcel: Parcel) -> Parcel {
    let line = line("hands_over", chain).number("to", table::number(waiter));
    with_value(line, &mut parcel).write();
    parcel
}

#[cold]
pub(super) fn taken(chain: &Chain, by: &str) {
    line("taken", chain).text("by", by).write();
}

#[cold]
pub(super) fn cancelled(chain: &Chain, inner: Option<&Chain>) {
    let line = line("cancel", chain);
    match inner {
        Some(inner) => line.number("reaches", table::number(inner)).write(),
        None => line.write(),
    }
}

#[cold]
pub(super) fn paused(chain: &Chain, event: &str) {
    line(event, chain).number("pauses", chain.status().pauses).write();
}

#[cold]
pub(super) fn dropped(chain: &Chain) {
    match &chain.state.borrow().progress {
        Progress::Resting(Err(failure)) => {
            Shown::failure(failure).add_to(line("unhandled", chain)).write();
        }
        Progress::Unfired(_) | Progress::Waiting(_) => line("dropped", chain).write(),
        Progress::Resting(Ok(_)) | Progress::Running | Progress::Empty => {}
    }
    table::remove(chain);
}
