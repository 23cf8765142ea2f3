//! Values, errors and events of a recorded case in words.
//!
//! Each case gets words of its own, drawn anew for each check, so that nobody can
//! know them beforehand.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::case::text;

/// What values and messages may be called. Short, so that a figure has room for them.
const WORDS: [&str; 40] = [
    "ash", "bay", "bee", "corn", "dew", "dune", "elm", "fern", "fig", "fir", "fog", "frog", "hail",
    "hare", "hay", "iris", "ivy", "kelp", "lake", "lark", "leaf", "lime", "lynx", "mint", "moss",
    "moth", "newt", "oak", "owl", "pear", "plum", "rain", "reed", "rose", "rye", "sage", "snow",
    "toad", "wren", "yew",
];

/// The words of one case.
pub struct Words {
    left: Vec<&'static str>,
    given: BTreeMap<String, String>,
}

impl Words {
    pub fn new(luck: &mut fastrand::Rng) -> Words {
        let mut left = WORDS.to_vec();
        luck.shuffle(&mut left);
        Words { left, given: BTreeMap::new() }
    }

    /// A value in a word; lists keep their form.
    pub fn value(&mut self, value: &Json) -> String {
        match value {
            Json::Null => "nothing".to_owned(),
            Json::Array(members) => {
                let members: Vec<_> = members.iter().map(|member| self.value(member)).collect();
                format!("[{}]", members.join(","))
            }
            Json::Object(fields) => self.error(&fields["fail"]),
            plain => self.word(plain),
        }
    }

    /// An error: its type, a colon, its message.
    pub fn error(&mut self, error: &Json) -> String {
        format!("{}:{}", text(&error["type"]), self.word(&error["msg"]))
    }

    pub fn fire(&mut self, d: &str, value: &Json) -> String {
        match value.get("fail") {
            Some(error) => self.fail(d, error),
            None => format!("value {d} {}", self.value(value)),
        }
    }

    pub fn fail(&mut self, d: &str, error: &Json) -> String {
        format!("failure {d} {}", self.error(error))
    }

    /// An event, as a drill prints it.
    pub fn event(&mut self, event: &Json) -> String {
        let of = |field: &str| text(&event[field]);
        match of("e") {
            "call" => {
                let rail = if of("side") == "cb" { "callback" } else { "errback" };
                let level = event["lv"].as_u64().unwrap_or_default() + 1;
                let arg = self.value(&event["arg"]);
                format!("call {} {} {level} {rail} {arg}", of("f"), of("d"))
            }
            "end" => format!("end {}", of("f")),
            "raised" => "refused".to_owned(),
            "skip" => "skip".to_owned(),
            other => panic!("the event `{other}` is not asked for"),
        }
    }

    fn word(&mut self, plain: &Json) -> String {
        let number = self.given.len();
        let new = || self.left.pop().map_or_else(|| format!("no{number}"), str::to_owned);
        self.given.entry(plain.to_string()).or_insert_with(new).clone()
    }
}
