//! Lines against runs recorded from Twisted's `LineReceiver` and
//! `LineOnlyReceiver`.
//!
//! The receiver obeys commands in the lines it gets (`!R3`: raw mode for three
//! bytes…), as the recorded one did. `LINE_CASES` names another file of recorded
//! cases to run instead.

use reactor::{InMemory, LineOnly, LineReceiver, LineTransport, Lines, Protocol};
use serde::Deserialize;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;

const RECORDED: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/line_receiver_cases.jsonl");

#[derive(Deserialize)]
struct Case {
    id: String,
    class: String,
    delimiter: String,
    max_length: usize,
    exceeded: String,
    steps: Vec<Step>,
    events: Vec<Vec<Value>>,
    #[serde(rename = "final")]
    last: Value,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Step {
    In { r#in: String },
    Do { r#do: String, extra: Option<String> },
}

/// One character of a recorded string is one byte.
fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|byte| u8::try_from(byte).expect("one byte")).collect()
}

fn text(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// What a receiver that raises panics with.
struct Raised;

type Events = Rc<RefCell<Vec<Value>>>;

struct Obedient {
    lines: Rc<RefCell<Option<LineTransport>>>,
    events: Events,
    /// What `dataReceived` would return.
    returned: Rc<RefCell<Option<&'static str>>>,
    delimiter: &'static [u8],
    max_length: usize,
    returns_when_exceeded: bool,
    raw_left: Option<usize>,
    pause_before_lines: bool,
}

impl Obedient {
    fn emit(&self, event: &str, data: &[u8]) {
        self.events.borrow_mut().push(json!({"e": event, "data": text(data)}));
    }

    fn mark(&self, event: &str) {
        self.events.borrow_mut().push(json!({"e": event}));
    }

    fn return_value(&self, lines: &LineTransport, value: &'static str) {
        self.returned.replace(Some(value));
        lines.hold();
    }

    fn obey(&mut self, lines: &LineTransport, command: &[u8]) {
        let (name, rest) = (command.first().copied(), command.get(1..).unwrap_or_default());
        match (name, rest) {
            (Some(b'R'), b"") => lines.set_raw_mode(),
            (Some(b'R' | b'Q'), _) if number(rest).is_some() => {
                self.raw_left = number(rest);
                self.pause_before_lines = name == Some(b'Q');
                lines.set_raw_mode();
            }
            (Some(b'P'), b"") => self.pause(lines),
            (Some(b'X'), b"") => {
                lines.stop_producing();
                assert!(!lines.is_producing());
                self.mark("t_stop");
            }
            (Some(b'C'), b"") => {
                lines.lose_connection();
                self.mark("lose");
            }
            (Some(b'K'), b"") => self.emit("cleared", &lines.clear_line_buffer()),
            (Some(b'S'), _) => {
                lines.send_line(rest);
                self.emit("write", &[rest, self.delimiter].concat());
            }
            (Some(b'E'), b"") => self.return_value(lines, "why"),
            (Some(b'D'), _) => lines.data_received(&[rest, self.delimiter].concat()),
            (Some(b'M'), _) if number(rest).is_some() => {
                lines.set_max_length(number(rest).unwrap_or_default());
            }
            (Some(b'!'), b"") => resume_unwind(Box::new(Raised)),
            _ => {}
        }
    }

    fn pause(&self, lines: &LineTransport) {
        lines.pause_producing();
        assert!(!lines.is_producing());
        self.mark("t_pause");
    }
}

fn number(digits: &[u8]) -> Option<usize> {
    let digits = std::str::from_utf8(digits).ok()?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

impl LineReceiver for Obedient {
    fn connection_made(&mut self, lines: &LineTransport) {
        lines.set_delimiter(self.delimiter);
        lines.set_max_length(self.max_length);
        self.lines.replace(Some(lines.clone()));
    }

    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        self.emit("line", line);
        if let Some(command) = line.strip_prefix(b"!") {
            self.obey(lines, command);
        }
    }

    fn raw_data_received(&mut self, lines: &LineTransport, data: &[u8]) {
        self.emit("raw", data);
        if data.starts_with(b"?") {
            return self.return_value(lines, "rawwhy");
        }
        let Some(left) = self.raw_left else { return };
        if data.len() < left {
            self.raw_left = Some(left - data.len());
            return;
        }
        self.raw_left = None;
        if std::mem::take(&mut self.pause_before_lines) {
            self.pause(lines);
        }
        lines.set_line_mode(&data[left..]);
    }

    fn line_length_exceeded(&mut self, lines: &LineTransport, data: &[u8]) {
        self.emit("exceeded", data);
        if self.returns_when_exceeded {
            self.return_value(lines, "toolong");
        }
    }
}

/// The same, where lines that are too long are left to the library.
struct Trusting(Obedient);

impl LineReceiver for Trusting {
    fn connection_made(&mut self, lines: &LineTransport) {
        self.0.connection_made(lines);
    }

    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        self.0.line_received(lines, line);
    }

    fn raw_data_received(&mut self, lines: &LineTransport, data: &[u8]) {
        self.0.raw_data_received(lines, data);
    }
}

struct Replay<P> {
    connection: InMemory<P>,
    lines: LineTransport,
    events: Events,
    returned: Rc<RefCell<Option<&'static str>>>,
}

impl<P: Protocol> Replay<P> {
    fn new(case: &Case, wrap: impl FnOnce(Obedient) -> P) -> Self {
        let (lines, events, returned) = (Rc::default(), Events::default(), Rc::default());
        let obedient = Obedient {
            lines: Rc::clone(&lines),
            events: events.clone(),
            returned: Rc::clone(&returned),
            delimiter: bytes(&case.delimiter).leak(),
            max_length: case.max_length,
            returns_when_exceeded: case.exceeded == "record_return",
            raw_left: None,
            pause_before_lines: false,
        };
        let connection = InMemory::new(wrap(obedient));
        let lines = lines.borrow().clone().expect("the connection is made");
        Self { connection, lines, events, returned }
    }

    fn run(&mut self, step: &Step) -> Vec<Value> {
        self.returned.take();
        let outcome = catch_unwind(AssertUnwindSafe(|| self.act(step)));
        let mut events = self.seen();
        match outcome {
            Err(payload) if payload.is::<Raised>() => events.push(json!({"e": "raised"})),
            Err(payload) => resume_unwind(payload),
            Ok(()) => {}
        }
        // Resuming returns nothing in Twisted, whatever the receiver returned.
        let resumed = matches!(step, Step::Do { r#do, .. } if r#do == "resume");
        if let Some(value) = self.returned.take().filter(|_| !resumed) {
            events.push(json!({"e": "returned", "value": value}));
        }
        events
    }

    fn act(&mut self, step: &Step) {
        match step {
            Step::In { r#in } => self.connection.receive(&bytes(r#in)),
            Step::Do { r#do, extra } => {
                self.act_from_outside(r#do, extra.as_deref().unwrap_or_default());
                self.connection.turn();
            }
        }
    }

    /// As a timer or another connection would.
    fn act_from_outside(&self, act: &str, extra: &str) {
        let mark = |event: &str| self.events.borrow_mut().push(json!({"e": event}));
        match act {
            "resume" => {
                self.lines.resume_producing();
                mark("t_resume");
            }
            "pause" => {
                self.lines.pause_producing();
                mark("t_pause");
            }
            "set_raw" => self.lines.set_raw_mode(),
            "set_line" => self.lines.set_line_mode(&bytes(extra)),
            "clear" => {
                let cleared = text(&self.lines.clear_line_buffer());
                self.events.borrow_mut().push(json!({"e": "cleared", "data": cleared}));
            }
            other => panic!("there is no act {other}"),
        }
    }

    /// What the receiver wrote down, held against what its transport saw.
    fn seen(&mut self) -> Vec<Value> {
        let mut events = self.events.take();
        let writes = events.iter().filter(|event| event["e"] == "write");
        let written: Vec<u8> =
            writes.flat_map(|event| bytes(event["data"].as_str().unwrap_or_default())).collect();
        assert_eq!(text(&self.connection.written()), text(&written));
        let lost = events.contains(&json!({"e": "lose"}));
        if self.lines.disconnecting() && !lost {
            events.push(json!({"e": "lose"}));
        }
        events
    }

    fn end(&mut self) -> Value {
        json!({
            "mode": if self.lines.is_raw() { "raw" } else { "line" },
            "buffer": text(&self.lines.clear_line_buffer()),
            "paused": self.lines.is_paused(),
            "disconnecting": self.lines.disconnecting(),
        })
    }
}

fn replay<P: Protocol>(case: &Case, wrap: impl FnOnce(Obedient) -> P) -> (Vec<Vec<Value>>, Value) {
    let mut replay = Replay::new(case, wrap);
    let events = case.steps.iter().map(|step| replay.run(step)).collect();
    (events, replay.end())
}

#[test]
fn lines_are_what_twisted_recorded() {
    let path = std::env::var("LINE_CASES").unwrap_or_else(|_| RECORDED.into());
    let recorded = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut cases = 0;
    for line in recorded.lines().filter(|line| !line.trim().is_empty()) {
        let case: Case =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let (events, last) = match (&*case.class, &*case.exceeded) {
            ("LineReceiver", "default") => replay(&case, |it| Lines::from(Trusting(it))),
            ("LineReceiver", _) => replay(&case, Lines::from),
            ("LineOnlyReceiver", "default") => replay(&case, |it| LineOnly::from(Trusting(it))),
            ("LineOnlyReceiver", _) => replay(&case, LineOnly::from),
            (other, _) => panic!("there is no class {other}"),
        };
        assert_eq!(events, case.events, "case {}", case.id);
        assert_eq!(last, case.last, "the end of case {}", case.id);
        cases += 1;
    }
    assert!(cases > 0, "{path} holds no cases");
}
