//! What each event adds to the story.

use super::super::words;
use super::super::{Functions, Moment};
use super::{State, Teller, Timer};
use crate::trace::event::Event;

impl Teller {
    pub(super) fn take(&mut self, event: &Event) {
        match event {
            Event::Made { deferred, by, at } => self.made(*deferred, by, at.as_ref()),
            Event::Level { deferred, callback, errback, .. } => {
                let functions = Functions { callback: callback.clone(), errback: errback.clone() };
                self.known(*deferred).levels.push(functions);
            }
            Event::Cut => self.between("more happened: here the trace was cut".to_owned()),
            event => {
                self.take_of_level(event);
                self.take_of_chain(event);
                self.take_of_timer(event);
            }
        }
    }

    /// What happens at a level.
    fn take_of_level(&mut self, event: &Event) {
        match event {
            Event::Called { deferred, level, result } => {
                self.level(*deferred, *level, Moment::Called(result.rail));
                self.running.push((*deferred, *level));
            }
            Event::Passed { deferred, level, result } => {
                self.level(*deferred, *level, Moment::Passed(result.rail));
            }
            Event::Returned { deferred, result, .. } => {
                let crossed = self.known(*deferred).rail != Some(result.rail);
                self.result(*deferred, String::new(), result, crossed);
                self.ends(*deferred);
            }
            Event::Takes { deferred, from, result, .. } => {
                self.note(*deferred, format!("it returned #{from}, which has its result"));
                self.result(*deferred, format!("#{from}"), result, false);
                self.ends(*deferred);
            }
            Event::Waits { deferred, other, .. } => {
                self.note(*deferred, format!("it returned #{other}, and waits for that"));
                self.known(*deferred).state = State::Waits(*other);
                self.ends(*deferred);
            }
            _ => {}
        }
    }

    /// What happens to a whole chain.
    fn take_of_chain(&mut self, event: &Event) {
        match event {
            Event::Fired { deferred, result, .. } => {
                self.result(*deferred, "fired".to_owned(), result, false);
            }
            Event::TooLate { deferred, result, .. } => {
                self.note(*deferred, format!("fired again, too late: {result}"));
            }
            Event::HandsOver { deferred, to, result } => {
                self.note(*deferred, format!("its result goes to #{to}, which has waited for it"));
                self.known(*to).resumed_by = Some(*deferred);
                self.result(*to, format!("#{deferred}"), result, false);
            }
            Event::Taken { deferred, by } => {
                self.note(*deferred, format!("`{by}` takes the result"));
            }
            Event::Cancel { deferred, reaches } => {
                self.note(*deferred, words::cancelled(*deferred, *reaches));
            }
            Event::Paused { deferred, pauses } => {
                self.note(*deferred, format!("paused: no level is called ({pauses})"));
            }
            Event::Unpaused { deferred, pauses } => {
                self.note(*deferred, format!("a pause less ({pauses})"));
            }
            Event::Unhandled { deferred, .. } => {
                let words = "it goes, and nobody has handled the failure: it is reported";
                self.note(*deferred, words.to_owned());
            }
            Event::Dropped { deferred } => self.dropped(*deferred),
            _ => {}
        }
    }

    fn take_of_timer(&mut self, event: &Event) {
        match event {
            Event::TimerSet { timer, now, delay, at, .. } => {
                self.timers.insert(*timer, Timer { set: *now, delay: *delay });
                let place = words::place(at.as_ref(), self.file.as_deref());
                let delay = words::seconds(*delay);
                self.aside(format!("timer {timer} is set{place}, to call in {delay}"));
            }
            Event::TimerRan { timer, now, is_virtual } => {
                let Timer { set, delay } = self.timers.get(timer).copied().unwrap_or_default();
                let by = now.zip(set).map_or(delay, |(now, set)| now - set);
                self.between(format!("{}: timer {timer} calls", words::later(by, *is_virtual)));
            }
            Event::TimerCancelled { timer, .. } => {
                self.aside(format!("timer {timer} is cancelled"));
            }
            Event::TimerMoved { timer, .. } => {
                self.aside(format!("timer {timer} is set to another time"));
            }
            _ => {}
        }
    }
}
