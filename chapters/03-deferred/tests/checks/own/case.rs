//! The recorded cases, in the form in which a drill takes them.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::words::Words;

/// Runs of Twisted's `Deferred`.
const RECORDED: &str = include_str!("../../cases/deferred_cases.jsonl");

/// Operations that the exercise does not ask for.
const NOT_ASKED: [&str; 10] = [
    "add_timeout",
    "advance",
    "cancel",
    "chain",
    "deferred_list",
    "drop",
    "gather",
    "later",
    "pause",
    "unpause",
];

/// A Deferred that waits for itself: Twisted warns, and there is nothing to learn.
const RETURNS_ITSELF: &str = "\"returns_self\"";

/// One recorded program, and what Twisted did.
pub struct Case {
    pub id: String,
    /// What is done, and at the end the look at each Deferred.
    pub steps: Vec<Step>,
    pub functions: BTreeMap<String, Function>,
}

/// A line of the program, and the events that it led to.
pub struct Step {
    pub line: String,
    pub events: Vec<String>,
}

/// What a function returns, and the lines that it does first.
#[derive(Default)]
pub struct Function {
    pub act: String,
    pub first: Vec<String>,
}

/// All cases that keep to what the exercise asks for, the smallest first. The words in
/// them are left to luck.
pub fn cases(luck: &mut fastrand::Rng) -> Vec<Case> {
    let is_asked = |line: &&str| {
        let has = |op: &str| line.contains(&format!("\"op\":\"{op}\""));
        !NOT_ASKED.iter().any(|op| has(op)) && !line.contains(RETURNS_ITSELF)
    };
    let lines = RECORDED.lines().filter(is_asked);
    let mut cases: Vec<Case> = lines.map(|line| Case::read(line, luck)).collect();
    cases.sort_by_key(Case::size);
    cases
}

impl Case {
    fn read(line: &str, luck: &mut fastrand::Rng) -> Case {
        let json: Json = serde_json::from_str(line).expect("a recorded case");
        let mut reader = Reader { words: Words::new(luck), functions: BTreeMap::new() };
        let mut steps = Vec::new();
        for (op, events) in list(&json["program"]).iter().zip(list(&json["trace"])) {
            let lines = reader.lines(op);
            steps.extend(lines.into_iter().map(|line| Step { line, events: Vec::new() }));
            let last: &mut Step = steps.last_mut().expect("each operation has a line");
            last.events = list(events).iter().map(|event| reader.words.event(event)).collect();
        }
        steps.extend(list(&json["final"]).iter().map(|left| reader.left(left)));
        Case { id: text(&json["id"]).to_owned(), steps, functions: reader.functions }
    }

    /// How much a reader has to look at.
    pub fn size(&self) -> (usize, usize) {
        let lines = self.functions.values().map(|function| function.first.len()).sum::<usize>();
        (self.steps.len() + lines, self.functions.len())
    }

    /// The program, as a drill takes it.
    pub fn script(&self) -> String {
        let mut script = format!("case {}\n", self.id);
        let acts = self.functions.iter();
        script.extend(acts.map(|(name, function)| format!("fn {name} {}\n", function.act)));
        for (name, function) in &self.functions {
            let lines = function.first.iter().map(|line| format!("in {name} {line}\n"));
            script.extend(lines);
        }
        let done = self.steps.iter().filter(|step| !step.is_a_look());
        script.extend(done.map(|step| format!("{}\n", step.line)));
        script
    }
}

impl Step {
    /// Whether it only looks at what is left in a Deferred.
    pub fn is_a_look(&self) -> bool {
        self.line.starts_with("left ")
    }
}

struct Reader {
    words: Words,
    functions: BTreeMap<String, Function>,
}

impl Reader {
    /// An operation in lines; those that make a Deferred and fire it are two.
    fn lines(&mut self, op: &Json) -> Vec<String> {
        let d = text(&op["d"]);
        match text(&op["op"]) {
            "new" => vec![format!("new {d}")],
            "succeed" => vec![format!("new {d}"), self.words.fire(d, &op["value"])],
            "fail" => vec![format!("new {d}"), self.words.fail(d, &op["error"])],
            "callback" => vec![self.words.fire(d, &op["value"])],
            "errback" => vec![self.words.fail(d, &op["error"])],
            "add_callback" => vec![format!("level {d} {} -", self.function(&op["f"]))],
            "add_errback" => vec![format!("level {d} - {}", self.function(&op["f"]))],
            "add_both" => {
                let f = self.function(&op["f"]);
                vec![format!("level {d} {f} {f}")]
            }
            "add_callbacks" => {
                let (callback, errback) = (self.function(&op["cb"]), self.function(&op["eb"]));
                vec![format!("level {d} {callback} {errback}")]
            }
            other => panic!("the operation `{other}` is not asked for"),
        }
    }

    /// Notes what a function does, and returns its name.
    fn function(&mut self, function: &Json) -> String {
        let name = text(&function["f"]).to_owned();
        let (mut act, mut first) = (function, Vec::new());
        while act["do"] == "run" {
            first.extend(list(&act["ops"]).iter().flat_map(|op| self.lines(op)));
            act = &act["then"];
        }
        let act = self.act(act);
        self.functions.insert(name.clone(), Function { act, first });
        name
    }

    fn act(&mut self, act: &Json) -> String {
        let words = &mut self.words;
        match text(&act["do"]) {
            "pass" | "reraise" => "pass".to_owned(),
            "wrap" => "wrap".to_owned(),
            "value" => format!("give {}", words.value(&act["value"])),
            "raise" | "fail" => format!("raise {}", words.error(&act["error"])),
            "succeed" => format!("fired {}", words.value(&act["value"])),
            "failed" => format!("failed {}", words.error(&act["error"])),
            "deferred" => format!("wait {}", text(&act["d"])),
            "trap" => {
                let types: Vec<&str> = list(&act["types"]).iter().map(text).collect();
                format!("trap {} {}", types.join(","), words.value(&act["value"]))
            }
            other => panic!("no function does `{other}`"),
        }
    }

    /// What is left in a Deferred at the end.
    fn left(&mut self, left: &Json) -> Step {
        let events = match text(&left["state"]) {
            "value" => vec![format!("left callback {}", self.words.value(&left["value"]))],
            "failure" => vec![format!("left errback {}", self.words.error(&left["error"]))],
            _ => Vec::new(),
        };
        Step { line: format!("left {}", text(&left["d"])), events }
    }
}

pub fn text(json: &Json) -> &str {
    json.as_str().unwrap_or_default()
}

fn list(json: &Json) -> &[Json] {
    json.as_array().map(Vec::as_slice).unwrap_or_default()
}
