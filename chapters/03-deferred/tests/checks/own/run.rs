//! What a reader's Deferred did, held against what Twisted did.

use std::collections::BTreeMap;

use super::case::Case;

/// The events of each step, for all cases that were played to their end.
pub struct Runs(BTreeMap<String, Vec<Vec<String>>>);

impl Runs {
    /// Reads what a drill printed.
    pub fn read(printed: &[String]) -> Runs {
        let mut runs = BTreeMap::new();
        let mut steps: &mut Vec<Vec<String>> = &mut Vec::new();
        for line in printed {
            if let Some(id) = line.strip_prefix("case ") {
                steps = runs.entry(id.to_owned()).or_default();
            } else if line.starts_with("> ") {
                steps.push(Vec::new());
            } else if let (Some(event), Some(step)) = (line.strip_prefix("  "), steps.last_mut()) {
                step.push(event.to_owned());
            }
        }
        Runs(runs)
    }

    /// Where a case went differently. A case that was not played did nothing.
    pub fn difference<'a>(&self, case: &'a Case) -> Option<Difference<'a>> {
        let mut got = self.0.get(&case.id).cloned().unwrap_or_default();
        got.resize(case.steps.len().max(got.len()), Vec::new());
        let none = Vec::new();
        let twisted = |step: usize| case.steps.get(step).map_or(&none, |step| &step.events);
        let step = (0..got.len()).find(|step| twisted(*step) != &got[*step])?;
        let longer = twisted(step).len().max(got[step].len());
        let event = (0..longer).find(|event| twisted(step).get(*event) != got[step].get(*event))?;
        Some(Difference { case, got, step, event })
    }

    /// Whether the case was begun.
    pub fn has(&self, case: &Case) -> bool {
        self.0.contains_key(&case.id)
    }
}

/// A case that went differently, and the first place where it did.
pub struct Difference<'a> {
    pub case: &'a Case,
    /// What the reader's Deferred did at each step.
    pub got: Vec<Vec<String>>,
    pub step: usize,
    event: usize,
}

impl Difference<'_> {
    /// What Twisted did there.
    pub fn twisted(&self) -> Option<&str> {
        self.case.steps.get(self.step)?.events.get(self.event).map(String::as_str)
    }

    /// What the reader's Deferred did there.
    pub fn yours(&self) -> Option<&str> {
        self.got[self.step].get(self.event).map(String::as_str)
    }

    /// The line of the program that led to it.
    pub fn line(&self) -> &str {
        self.case.steps.get(self.step).map_or("", |step| &step.line)
    }

    /// All that Twisted did at that step.
    pub fn twisted_at_step(&self) -> &[String] {
        self.case.steps.get(self.step).map_or(&[], |step| &step.events)
    }

    /// All that the reader's Deferred did at that step.
    pub fn yours_at_step(&self) -> &[String] {
        &self.got[self.step]
    }

    /// The call before, on both sides.
    pub fn call_before(&self) -> Option<Call<'_>> {
        let earlier = self.case.steps[..self.step].iter().flat_map(|step| &step.events);
        let same = self.twisted_at_step().iter().take(self.event);
        earlier.chain(same).filter_map(|event| Call::read(event)).next_back()
    }
}

/// A function was called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Call<'a> {
    pub function: &'a str,
    pub deferred: &'a str,
    pub level: &'a str,
    pub rail: &'a str,
    pub what: &'a str,
}

impl Call<'_> {
    pub fn read(event: &str) -> Option<Call<'_>> {
        match event.split_whitespace().collect::<Vec<_>>()[..] {
            ["call", function, deferred, level, rail, what] => {
                Some(Call { function, deferred, level, rail, what })
            }
            _ => None,
        }
    }
}
