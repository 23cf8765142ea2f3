//! From events to scenes.

use std::collections::BTreeMap;

use super::words;
use super::{Functions, Moment, Row, Scene, Story, Title};
use crate::trace::event::{Event, Place, Rail, Shown};

/// Tells what happened; and of the Deferreds that are not done, how they stand.
pub(super) fn tell(events: &[Event]) -> Story {
    let mut teller = Teller { file: main_file(events), ..Teller::default() };
    for event in events {
        teller.take(event);
    }
    teller.tell_the_end();
    Story { file: teller.file, scenes: teller.scenes }
}

fn main_file(events: &[Event]) -> Option<String> {
    events.iter().find_map(|event| match event {
        Event::Made { at, .. } | Event::TimerSet { at, .. } => {
            at.as_ref().map(|at| at.file().to_owned())
        }
        _ => None,
    })
}

#[derive(Default)]
struct Teller {
    file: Option<String>,
    scenes: Vec<Scene>,
    deferreds: BTreeMap<u32, Known>,
    timers: BTreeMap<u32, Timer>,
    /// The levels whose functions run, and of which Deferred: the innermost last.
    running: Vec<(u32, u32)>,
}

/// What is known of a Deferred.
#[derive(Default)]
struct Known {
    made: String,
    levels: Vec<Functions>,
    /// How many levels were reached.
    reached: usize,
    /// The rail on which a result came to the last of them.
    rail: Option<Rail>,
    state: State,
    was_seen: bool,
    /// The Deferred whose result lets it go on.
    resumed_by: Option<u32>,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum State {
    #[default]
    Unfired,
    Waits(u32),
    Done,
}

/// What is known of a timer.
#[derive(Default, Clone, Copy)]
struct Timer {
    set: Option<f64>,
    delay: f64,
}

impl Teller {
    fn take(&mut self, event: &Event) {
        match event {
            Event::Made { deferred, by, at } => self.made(*deferred, by, at.as_ref()),
            Event::Level { deferred, callback, errback, .. } => {
                let functions = Functions { callback: callback.clone(), errback: errback.clone() };
                self.known(*deferred).levels.push(functions);
            }
            Event::Fired { deferred, result, .. } => {
                self.result(*deferred, "fired".to_owned(), result, false);
            }
            Event::TooLate { deferred, result, .. } => {
                self.note(*deferred, format!("fired again, too late: {result}"));
            }
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
            Event::Cut => {
                self.between("more happened: here the trace was cut".to_owned());
            }
        }
    }

    fn made(&mut self, deferred: u32, by: &str, at: Option<&Place>) {
        let place = words::place(at, self.file.as_deref());
        self.known(deferred).made = format!("made by {by}{place}");
    }

    fn result(&mut self, deferred: u32, label: String, result: &Shown, crossed: bool) {
        self.known(deferred).state = State::Done;
        self.add(deferred, Row::Result { label, result: result.clone(), crossed });
    }

    fn level(&mut self, deferred: u32, number: u32, moment: Moment) {
        let known = self.known(deferred);
        known.reached += 1;
        if let Moment::Called(rail) | Moment::Passed(rail) = moment {
            known.rail = Some(rail);
        }
        let index = usize::try_from(number).unwrap_or(0).saturating_sub(1);
        let functions = known.levels.get(index).cloned().unwrap_or_default();
        self.add(deferred, Row::Level { number, functions, moment });
    }

    fn note(&mut self, deferred: u32, words: String) {
        self.add(deferred, Row::Note(words));
    }

    fn between(&mut self, words: String) {
        self.scenes.push(Scene::Between(words));
    }

    /// What the function of a level does to a timer belongs to that level.
    fn aside(&mut self, words: String) {
        match (self.running.last(), self.scenes.last()) {
            (Some((running, _)), Some(Scene::Deferred { title, .. }))
                if *running == title.deferred =>
            {
                self.note(*running, words);
            }
            _ => self.between(words),
        }
    }

    /// The function of a level has returned.
    fn ends(&mut self, deferred: u32) {
        if let Some(at) = self.running.iter().rposition(|(running, _)| *running == deferred) {
            self.running.remove(at);
        }
    }

    fn dropped(&mut self, deferred: u32) {
        let words = match self.known(deferred).state {
            State::Waits(other) => format!("it goes, while it waits for #{other}"),
            _ => "it goes, and was never fired".to_owned(),
        };
        self.levels_not_reached(deferred);
        self.note(deferred, words);
        self.known(deferred).state = State::Done;
    }

    fn tell_the_end(&mut self) {
        let all: Vec<u32> = self.deferreds.keys().copied().collect();
        for deferred in all {
            let words = match self.known(deferred).state {
                State::Done => continue,
                State::Unfired => "at the end of the trace, nobody has fired it".to_owned(),
                State::Waits(other) => format!("at the end of the trace, it waits for #{other}"),
            };
            self.levels_not_reached(deferred);
            self.note(deferred, words);
        }
    }

    fn levels_not_reached(&mut self, deferred: u32) {
        let Known { levels, reached, .. } = self.known(deferred);
        let rest: Vec<_> = (1..).zip(levels.clone()).skip(*reached).collect();
        for (number, functions) in rest {
            self.add(deferred, Row::Level { number, functions, moment: Moment::NotReached });
        }
    }

    fn known(&mut self, deferred: u32) -> &mut Known {
        self.deferreds.entry(deferred).or_default()
    }

    /// Adds a row to the scene, and begins another scene if it is another's turn.
    fn add(&mut self, deferred: u32, row: Row) {
        if let Some(Scene::Deferred { title, rows }) = self.scenes.last_mut()
            && title.deferred == deferred
        {
            rows.push(row);
            return;
        }
        let title = Title { deferred, words: self.why_now(deferred) };
        self.scenes.push(Scene::Deferred { title, rows: vec![row] });
    }

    fn why_now(&mut self, deferred: u32) -> String {
        let running = self.running.iter().rev().find(|(running, _)| *running == deferred).copied();
        let outer = self.running.last().copied().filter(|(outer, _)| *outer != deferred);
        let known = self.known(deferred);
        let resumed_by = known.resumed_by.take();
        let words = match (known.was_seen, resumed_by, running) {
            (false, ..) => known.made.clone(),
            (true, Some(other), _) => format!("goes on with the result of #{other}"),
            (true, None, Some((_, level))) => format!("is back from level {level}"),
            (true, None, None) => "again".to_owned(),
        };
        known.was_seen = true;
        match outer {
            Some((outer, level)) => format!("{words}; level {level} of #{outer} is running"),
            None => words,
        }
    }
}
