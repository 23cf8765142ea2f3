//! A trace: what the Deferreds and timers of a program did, as its library wrote
//! it down ([`environment::TRACE`](crate::environment::TRACE)).
//!
//! - [`Event`]: one thing that happened,
//! - [`Trace`]: all of them, and their JSON,
//! - [`Story`]: the same in scenes and rows, ready to be drawn on two rails.

mod event;
mod source;
mod story;

pub use event::{Event, Place, Rail, Shown};
pub use story::{Functions, Moment, Row, Scene, Story, Title};

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// The version of the JSON. It changes when a field goes away or changes its
/// meaning; events and fields may be added without that.
pub const SCHEMA: u32 = 1;

/// What a program's Deferreds and timers did, in order.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Trace {
    /// The version of the JSON.
    pub schema: u32,
    /// The program.
    pub program: String,
    /// What happened.
    pub events: Vec<Event>,
}

impl Trace {
    /// Reads what a program wrote: an event on each line. The last line may be
    /// torn, if the program was ended while it wrote.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or a line before the last is no event.
    pub fn read(program: &str, file: &Path) -> Result<Trace> {
        let bytes = fs::read(file).with_context(|| file.display().to_string())?;
        Trace::of_lines(program, &String::from_utf8_lossy(&bytes))
    }

    /// As [`read`](Trace::read), from the text.
    ///
    /// # Errors
    ///
    /// A line before the last is no event.
    pub fn of_lines(program: &str, text: &str) -> Result<Trace> {
        let whole = text.rsplit_once('\n').map_or("", |(whole, _torn)| whole);
        let events = (1..).zip(whole.lines()).map(|(number, line)| {
            serde_json::from_str(line).with_context(|| format!("line {number} is no event: {line}"))
        });
        let events = events.collect::<Result<_>>()?;
        Ok(Trace { schema: SCHEMA, program: program.to_owned(), events })
    }

    /// Reads the JSON again.
    ///
    /// # Errors
    ///
    /// It is no trace, or one of another version.
    pub fn from_json(text: &str) -> Result<Trace> {
        let trace: Trace = serde_json::from_str(text).context("this is no trace")?;
        ensure!(trace.schema == SCHEMA, "this trace has the version {}", trace.schema);
        Ok(trace)
    }

    /// One JSON object, an event on each line, so that two traces can be compared
    /// by eye.
    pub fn to_json(&self) -> String {
        let mut text = format!("{{\"schema\":{},\"program\":", self.schema);
        text.push_str(&json(&self.program));
        text.push_str(",\"events\":[");
        for (at, event) in self.events.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let _ = write!(text, "{comma}\n{}", json(event));
        }
        text + "\n]}"
    }

    /// Puts the text of a closure in the place of the name that the compiler gave
    /// it, where the program's source, below `root`, has it.
    pub fn quote_closures(&mut self, root: &Path) {
        source::quote_closures(&mut self.events, root);
    }

    /// The same trace without what differs from run to run: the real time.
    pub fn without_real_times(mut self) -> Trace {
        for event in &mut self.events {
            event.forget_real_time();
        }
        self
    }

    /// Whether any Deferred was made.
    pub fn has_deferreds(&self) -> bool {
        self.events.iter().any(|event| matches!(event, Event::Made { .. }))
    }
}

fn json(value: impl serde::Serialize) -> String {
    serde_json::to_string(&value).expect("texts and numbers can be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"event":"dropped","deferred":1}"#;

    #[test]
    fn a_trace_is_read_up_to_a_torn_line() {
        let trace = Trace::of_lines("x", &format!("{LINE}\n{LINE}\n{{\"even")).unwrap();
        assert_eq!(trace.events, [Event::Dropped { deferred: 1 }, Event::Dropped { deferred: 1 }]);
        assert_eq!(Trace::of_lines("x", "").unwrap().events, []);
    }

    #[test]
    fn a_line_that_is_no_event_is_told() {
        let error = Trace::of_lines("x", &format!("{LINE}\nhello\n{LINE}\n")).unwrap_err();
        assert_eq!(error.to_string(), "line 2 is no event: hello");
    }

    #[test]
    fn json_is_read_as_it_was_written() {
        let trace = Trace::of_lines("x", &format!("{LINE}\n{LINE}\n")).unwrap();
        let json = trace.to_json();
        assert_eq!(
            json,
            format!("{{\"schema\":1,\"program\":\"x\",\"events\":[\n{LINE},\n{LINE}\n]}}")
        );
        assert_eq!(Trace::from_json(&json).unwrap(), trace);
        assert!(Trace::from_json(&json.replace("\"schema\":1", "\"schema\":2")).is_err());
    }
}
