//! From events to scenes: what is known of each Deferred while the story goes on, and
//! whose turn it is. What each event means is in [`events`].

mod events;

use std::collections::BTreeMap;

use super::words;
use super::{Functions, Moment, Row, Scene, Story, Title};
use crate::trace::event::{Event, Place, Rail, Shown};

/// How many levels are told one by one that nothing has come to.
const MOST_NOT_REACHED: usize = 20;

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
        let rest = levels.len().saturating_sub(*reached);
        let shown = if rest > MOST_NOT_REACHED { MOST_NOT_REACHED / 2 } else { rest };
        let rows: Vec<_> = (1..).zip(levels.clone()).skip(*reached).take(shown).collect();
        for (number, functions) in rows {
            self.add(deferred, Row::Level { number, functions, moment: Moment::NotReached });
        }
        if shown < rest {
            self.note(deferred, format!("and {} more levels", rest - shown));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn level(deferred: u32, level: u32) -> Event {
        let by = "add_callback".to_owned();
        Event::Level {
            deferred,
            level,
            by,
            callback: Some("f".to_owned()),
            errback: None,
            at: None,
        }
    }

    fn shown(rail: Rail) -> Shown {
        Shown { rail, type_name: "u8".to_owned(), text: Some("1".to_owned()) }
    }

    fn titles(story: &Story) -> Vec<String> {
        let titles = story.scenes.iter().map(|scene| match scene {
            Scene::Deferred { title, .. } => format!("#{} {}", title.deferred, title.words),
            Scene::Between(words) => words.clone(),
        });
        titles.collect()
    }

    #[test]
    fn what_happens_inside_a_function_says_so_and_comes_back() {
        let [one, other] =
            [1, 2].map(|deferred| Event::Made { deferred, by: "pair".to_owned(), at: None });
        let result = || shown(Rail::Callback);
        let story = tell(&[
            one,
            other,
            level(1, 1),
            Event::Called { deferred: 1, level: 1, result: result() },
            Event::Fired { deferred: 2, result: result(), at: None },
            Event::Returned { deferred: 1, level: 1, result: result() },
            Event::Dropped { deferred: 2 },
        ]);
        assert_eq!(
            titles(&story),
            [
                "#1 made by pair",
                "#2 made by pair; level 1 of #1 is running",
                "#1 is back from level 1",
                "#2 again",
            ]
        );
    }

    #[test]
    fn a_result_has_crossed_if_it_leaves_on_the_other_rail() {
        for (rail, has_crossed) in [(Rail::Callback, false), (Rail::Errback, true)] {
            let story = tell(&[
                level(1, 1),
                Event::Called { deferred: 1, level: 1, result: shown(Rail::Callback) },
                Event::Returned { deferred: 1, level: 1, result: shown(rail) },
            ]);
            let Scene::Deferred { rows, .. } = &story.scenes[0] else { panic!("{story:?}") };
            assert!(matches!(rows[1], Row::Result { crossed, .. } if crossed == has_crossed));
        }
    }

    #[test]
    fn of_many_levels_that_were_never_reached_some_stand_for_all() {
        let levels: Vec<Event> = (1..=100).map(|number| level(1, number)).collect();
        let Scene::Deferred { rows, .. } = &tell(&levels).scenes[0] else { panic!("no scene") };
        assert_eq!(rows.len(), 12);
        assert_eq!(rows[10], Row::Note("and 90 more levels".to_owned()));
    }

    #[test]
    fn a_trace_of_a_part_is_told_as_far_as_it_is_known() {
        let story = tell(&[Event::Passed { deferred: 7, level: 3, result: shown(Rail::Errback) }]);
        assert_eq!(titles(&story), ["#7 "]);
    }
}
