//! The rows of a figure: what stands in each, and what happened there.

use super::case::Function;
use super::run::{Call, Difference};

/// The rows of a figure: one for each line of the program.
pub struct Rows<'a> {
    difference: &'a Difference<'a>,
    pub rows: Vec<Row>,
}

pub struct Row {
    pub cells: [String; 5],
    /// The step of the program, if it is not done by a function.
    step: Option<usize>,
    deferred: String,
    functions: Vec<String>,
}

impl<'a> Rows<'a> {
    pub fn of(difference: &'a Difference<'a>) -> Self {
        let mut rows = Rows { difference, rows: Vec::new() };
        for (index, step) in difference.case.steps.iter().enumerate() {
            rows.push(&step.line, Some(index), 0);
        }
        rows
    }

    /// A row, and below it those for what its functions do first.
    fn push(&mut self, line: &str, step: Option<usize>, depth: usize) {
        let words: Vec<&str> = line.split(' ').collect();
        let d = words.get(1).copied().unwrap_or_default();
        let [label, callback, errback] = self.describe(&words);
        let functions = self.functions(&words);
        let label = format!("{}{label}", " ".repeat(depth));
        let (twisted, yours) = self.runs(&functions, step);
        let cells = [label, callback, errback, twisted, yours];
        self.rows.push(Row { cells, step, deferred: d.to_owned(), functions: functions.clone() });
        for function in &functions {
            let first = self.difference.case.functions.get(function);
            for line in first.map(|function| &function.first[..]).unwrap_or_default() {
                self.push(line, None, depth + 1);
            }
        }
    }

    fn functions(&self, words: &[&str]) -> Vec<String> {
        let known = |word: &&&str| self.difference.case.functions.contains_key(**word);
        let mut functions: Vec<String> =
            words.iter().skip(2).filter(known).map(|word| (*word).to_owned()).collect();
        functions.dedup();
        functions
    }

    /// What is done, and what stands on the rails.
    fn describe(&self, words: &[&str]) -> [String; 3] {
        match *words {
            ["level", d, callback, errback] => {
                let above = self.rows.iter().filter(|row| row.is_level_of(d)).count();
                let label = format!("{d} level {}", above + 1);
                [label, self.on_rail(callback), self.on_rail(errback)]
            }
            ["value", d, word] => [format!("{d} fired"), word.to_owned(), String::new()],
            ["failure", d, word] => [format!("{d} fired"), String::new(), word.to_owned()],
            ["new", d] => [format!("{d} is new"), String::new(), String::new()],
            ["left", d] => [format!("{d} at end"), String::new(), String::new()],
            _ => [words.join(" "), String::new(), String::new()],
        }
    }

    fn on_rail(&self, name: &str) -> String {
        match self.difference.case.functions.get(name) {
            Some(function) => format!("{name} {}", act(function)),
            None => "passes by".to_owned(),
        }
    }

    /// What Twisted and the reader's Deferred did in a row.
    fn runs(&self, functions: &[String], step: Option<usize>) -> (String, String) {
        let case = self.difference.case;
        let twisted: Vec<&[String]> = case.steps.iter().map(|step| &step.events[..]).collect();
        let yours: Vec<&[String]> = self.difference.got.iter().map(Vec::as_slice).collect();
        (run(&twisted, functions, step), run(&yours, functions, step))
    }

    /// What was done when it went differently.
    pub fn at(&self) -> &str {
        let row = self.rows.iter().find(|row| row.step == Some(self.difference.step));
        row.map_or("the end", |row| row.cells[0].as_str())
    }

    /// The row in which the first difference is seen.
    pub fn marked(&self) -> Option<usize> {
        let events = [self.difference.twisted(), self.difference.yours()];
        let call = events.into_iter().flatten().find_map(Call::read);
        let of_call = |call: Call<'_>| self.rows.iter().position(|row| row.has(call.function));
        let of_step = || self.rows.iter().position(|row| row.step == Some(self.difference.step));
        call.and_then(of_call).or_else(of_step)
    }
}

impl Row {
    fn is_level_of(&self, d: &str) -> bool {
        self.deferred == d && !self.functions.is_empty()
    }

    fn has(&self, function: &str) -> bool {
        self.functions.iter().any(|own| own == function)
    }
}

/// What a function does, in a few words.
fn act(function: &Function) -> String {
    let first = if function.first.is_empty() { "" } else { "…, " };
    let words: Vec<&str> = function.act.split(' ').collect();
    let act = match words[..] {
        ["pass"] => "passes on".to_owned(),
        ["wrap"] => "adds brackets".to_owned(),
        ["give", word] => format!("gives {word}"),
        ["raise", error] => format!("fails {error}"),
        ["fired" | "failed", word] => format!("fired {word}"),
        ["wait", d] => format!("returns {d}"),
        ["trap", types, word] => format!("traps {types}: {word}"),
        _ => function.act.clone(),
    };
    format!("{first}{act}")
}

/// What happened in one row: calls of its functions, numbered over all steps; or what
/// its step led to beside calls.
fn run(steps: &[&[String]], functions: &[String], step: Option<usize>) -> String {
    let mut seen = Vec::new();
    let mut calls = 0;
    for (index, event) in
        steps.iter().enumerate().flat_map(|(i, events)| events.iter().map(move |e| (i, e)))
    {
        if let Some(call) = Call::read(event) {
            calls += 1;
            if functions.iter().any(|own| own == call.function) {
                seen.push(format!("{calls}. {}", on(call.rail, call.what)));
            }
        } else if Some(index) == step && !event.starts_with("end ") {
            seen.push(match event.split(' ').collect::<Vec<_>>()[..] {
                ["left", rail, what] => on(rail, what),
                ["skip"] => "no such name".to_owned(),
                _ => event.clone(),
            });
        }
    }
    if seen.is_empty() && !functions.is_empty() { "-".to_owned() } else { seen.join(" ") }
}

/// What somebody got. An error shows its rail by its form; a value that comes on the
/// errback rail does not.
fn on(rail: &str, what: &str) -> String {
    if rail == "errback" && !what.contains(':') { format!("Err({what})") } else { what.to_owned() }
}
