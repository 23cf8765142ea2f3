//! The examples against what real Twisted did: each scenario of the recorded
//! transcripts is played to the example by a raw client.
//!
//! `tests/golden/*.json` hold the scenarios, as Twisted 26.10 ran them. What is
//! compared of an answer, and what is said otherwise by us, [`Seen`] and [`as_ours`]
//! tell; a scenario that ends otherwise stands in [`DIFFERENCES`] with the reason. A
//! row there that differs no more is an error, too.

use harness::{Answer, Conversation, Framing, example_exam};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

/// Far longer than an answer takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// The same where it is known that it will not come as Twisted's does. If it were only
/// late, nothing would be wrong, either.
const DEADLINE_OF_DIFFERENCES: Duration = Duration::from_secs(3);

/// How long a server is given to say something where Twisted says nothing.
const SILENCE: Duration = Duration::from_millis(300);

/// A free port of this computer.
const ANYWHERE: &str = "127.0.0.1:0";

/// The program, the scenario, and why ours ends otherwise.
const DIFFERENCES: [(&str, &str, &str); 10] = [
    (
        "http_echo",
        "byte over 127: exception, connection dropped",
        "a line is bytes here, and nobody has to decode it",
    ),
    (
        "request_handler",
        "bare LF does not end a line: no answer",
        "hyper lets a bare LF end a line, as RFC 9112, section 2.2, allows",
    ),
    (
        "request_handler",
        "two leading empty lines: 400",
        "hyper skips any number of empty lines before a request",
    ),
    (
        "request_handler",
        "very long request line (20000): closed without an answer",
        "hyper answers with 431, so that the client learns why",
    ),
    (
        "request_handler",
        "long header line (20000): closed without an answer",
        "hyper answers with 431, so that the client learns why",
    ),
    ("request_handler", "500 headers pass", "a site takes 100, unless `Limits::headers` says more"),
    ("form_page", "POST bad UTF-8: 500", "bytes that are not UTF-8 come as U+FFFD: nothing fails"),
    (
        "form_page",
        "POST semicolon separates like ampersand",
        "only `&` does, by the WHATWG's URL standard",
    ),
    (
        "request_handler_tokio",
        "Expect: 100-continue",
        "it answers without reading the body, so it never asks for it",
    ),
    (
        "busy_site_tokio",
        "client leaves early: finish() on a lost request raises, logged; server lives on",
        "hyper drops the future of a client that has left: nobody works for it any more",
    ),
];

#[derive(Deserialize)]
struct Scenario {
    #[serde(rename = "scenario")]
    title: String,
    env: BTreeMap<String, String>,
    steps: Vec<Step>,
    stdout: String,
}

#[derive(Deserialize)]
struct Step {
    conn: String,
    op: String,
    #[serde(default)]
    data: String,
}

/// One character of a recorded string is one byte.
fn bytes(recorded: &str) -> Vec<u8> {
    recorded.chars().map(|byte| u8::try_from(byte).expect("one byte")).collect()
}

/// What Twisted's programs printed or sent, in our words.
fn as_ours(twisted: &str) -> String {
    twisted
        .replace("Finallt down", "Finally done")
        .replace("all aboue me", "All about me")
        .replace("gone ConnectionDone", "gone: the client left before its answer was complete")
        .replace("cancelled CancelledError", "cancelled: the Deferred was cancelled")
        .replace("finished None", "finished")
        .replace("<Request at <ADDR> method=", "")
        .replace(" uri=", " ")
        .replace(" clientproto=HTTP/1.1>", "")
        // As long as what stood there.
        .replace("<CTIME>", "Sat Nov 28 12:00:00 2026")
}

/// How the page begins that says what time it is.
const TIME: &str = "The time is ";

/// What is compared of an answer.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    status: u16,
    reason: String,
    framing: Framing,
    headers: BTreeMap<&'static str, String>,
    body: String,
}

impl Seen {
    /// Only these headers are compared. `Server` and `Date` are of no interest; of
    /// the content type, ours also says that it is UTF-8; and where both close after
    /// an error, ours also says so.
    fn of(answer: &Answer) -> Self {
        let mut headers = BTreeMap::new();
        let is_error = answer.status >= 400;
        for name in ["connection", "content-type", "location"] {
            if is_error && name == "connection" {
                continue;
            }
            let value = answer.header(name).map(|value| value.split(';').next().unwrap_or(value));
            headers.extend(value.map(|value| (name, value.to_owned())));
        }
        // The words of a redirect or an error page are ours, and so is their length.
        let is_own_text = answer.status >= 300 || answer.body.starts_with(TIME.as_bytes());
        Seen {
            status: answer.status,
            reason: answer.reason.clone(),
            framing: if is_own_text { Framing::NoBody } else { answer.framing },
            headers,
            body: if is_own_text { String::new() } else { answer.text().into_owned() },
        }
    }
}

/// The raw client of a scenario, and what it waits for.
struct Play<'a> {
    program: Conversation<'a>,
    deadline: Duration,
    streams: BTreeMap<&'a str, TcpStream>,
    /// The methods of the requests that were sent and not answered yet.
    asked: BTreeMap<&'a str, VecDeque<String>>,
    /// What the program has still to print.
    lines: VecDeque<String>,
    /// The connection that has asked for something last.
    asking: Option<&'a str>,
    is_twin: bool,
}

impl<'a> Play<'a> {
    fn act(&mut self, step: &'a Step) -> Result<(), String> {
        self.let_it_be_heard(step)?;
        match &*step.op {
            "open" => self.open(&step.conn),
            "send" => {
                self.send(step);
                Ok(())
            }
            "recv" => self.receive(step),
            "eof" => self.expect_end(&step.conn),
            "shutdown_write" => self.half_close(&step.conn),
            "close" => self.close(&step.conn),
            // When the answers came. That they came in this order, the lines tell.
            other if other.starts_with("answered_after_delays") => Ok(()),
            other => panic!("there is no operation {other}"),
        }
    }

    fn stream(&mut self, name: &str) -> &mut TcpStream {
        self.streams.get_mut(name).expect("a connection is opened first")
    }

    fn open(&mut self, name: &'a str) -> Result<(), String> {
        let stream = TcpStream::connect_timeout(&self.program.address(), self.deadline);
        let stream = stream.map_err(|error| error.to_string())?;
        stream.set_read_timeout(Some(self.deadline)).expect("a read deadline");
        stream.set_nodelay(true).expect("pieces stay pieces");
        self.streams.insert(name, stream);
        Ok(())
    }

    /// What the program prints of a request is waited for before another connection
    /// does anything, so that they come one after the other.
    fn let_it_be_heard(&mut self, step: &Step) -> Result<(), String> {
        let is_other = self.asking.is_some_and(|name| name != step.conn);
        if (is_other && step.op != "open") || step.op == "close" {
            self.asking = None;
            self.wait_for_a_line()?;
        }
        Ok(())
    }

    fn send(&mut self, step: &'a Step) {
        let data = bytes(&step.data);
        let text = String::from_utf8_lossy(&data);
        let methods = text.split("\r\n").filter_map(|line| {
            let (method, _) = line.split_once(' ')?;
            line.contains(" HTTP/").then(|| method.to_owned())
        });
        self.asked.entry(&step.conn).or_default().extend(methods);
        // The program may have closed already, which the scenario shows next.
        let _ = self.stream(&step.conn).write_all(&data);
        self.asking = Some(&step.conn);
    }

    fn receive(&mut self, step: &Step) -> Result<(), String> {
        let recorded = as_ours(&step.data);
        let recorded = bytes(&recorded);
        let mut recorded = recorded.as_slice();
        while !recorded.is_empty() {
            let method = self.asked.get_mut(&*step.conn).and_then(VecDeque::pop_front);
            let method = method.unwrap_or_default();
            let twisted = Answer::read(&mut recorded, &method).expect("Twisted speaks HTTP");
            let ours = Answer::read(self.stream(&step.conn), &method);
            let ours = ours.map_err(|error| format!("{method}: {error}"))?;
            same_methods_allowed(&ours, &twisted)?;
            let (mut got, expected) = (Seen::of(&ours), Seen::of(&twisted));
            if self.is_twin {
                // It has the whole page at once, and so it knows the length.
                got.framing = expected.framing;
            }
            if got != expected {
                return Err(format!("{method}: got {got:?}, Twisted sent {expected:?}"));
            }
        }
        Ok(())
    }

    fn expect_end(&mut self, name: &str) -> Result<(), String> {
        let mut rest = Vec::new();
        match self.stream(name).read_to_end(&mut rest) {
            Ok(_) if rest.is_empty() => Ok(()),
            Ok(_) => Err(format!("{name} gets {:?}", rest.escape_ascii().to_string())),
            // Closed with input unread, which the system shows as a reset.
            Err(error) if error.kind() == ErrorKind::ConnectionReset => Ok(()),
            Err(error) => Err(format!("{name} waits for the end: {error}")),
        }
    }

    fn half_close(&mut self, name: &str) -> Result<(), String> {
        self.stream(name).shutdown(Shutdown::Write).map_err(|error| error.to_string())
    }

    /// The program has noticed it, or has done what it does in vain, before anything
    /// else happens.
    fn close(&mut self, name: &str) -> Result<(), String> {
        drop(self.streams.remove(name));
        match self.lines.front() {
            Some(line) if line.starts_with("gone") || line.starts_with("inner") => {
                self.wait_for_a_line()
            }
            _ => Ok(()),
        }
    }

    fn wait_for_a_line(&mut self) -> Result<(), String> {
        let Some(line) = self.lines.pop_front() else { return Ok(()) };
        self.program.prints(&line).map_err(|verdict| format!("{verdict:?}"))
    }

    /// All is printed; and where Twisted says no more, nothing more comes.
    fn end(mut self) -> Result<(), String> {
        while !self.lines.is_empty() {
            self.wait_for_a_line()?;
        }
        for (name, mut stream) in std::mem::take(&mut self.streams) {
            stream.set_read_timeout(Some(SILENCE)).expect("a read deadline");
            if let Ok(1..) = stream.read(&mut [0]) {
                return Err(format!("{name} gets more than from Twisted"));
            }
        }
        self.program.finish();
        Ok(())
    }
}

/// Twisted names the methods that a resource has. Ours cannot know them; what it
/// must not do is to name one that was just refused, or to leave out one that works.
fn same_methods_allowed(ours: &Answer, twisted: &Answer) -> Result<(), String> {
    let allowed = |answer: &Answer| -> Option<BTreeSet<String>> {
        Some(answer.header("allow")?.split(", ").map(str::to_owned).collect())
    };
    match (allowed(ours), allowed(twisted)) {
        (Some(ours), Some(twisted)) if ours.is_superset(&twisted) => Ok(()),
        (None, None) => Ok(()),
        (ours, twisted) => Err(format!("allowed are {ours:?}, by Twisted {twisted:?}")),
    }
}

fn play(program: &str, scenario: &Scenario, deadline: Duration) -> Result<(), String> {
    let mut exam = example_exam(env!("CARGO_PKG_NAME"), program);
    let setting = scenario.env.get("DELAY").or(scenario.env.get("YEAR"));
    let is_twin = program.ends_with("_tokio");
    let program = match setting {
        Some(setting) => exam.serve([ANYWHERE, setting]),
        None => exam.serve([ANYWHERE]),
    };
    let program = program.map_err(|verdict| format!("{verdict:?}"))?;
    let lines = as_ours(&scenario.stdout).lines().map(str::to_owned).collect();
    let (streams, asked) = (BTreeMap::new(), BTreeMap::new());
    let mut play = Play { program, deadline, streams, asked, lines, asking: None, is_twin };
    for step in &scenario.steps {
        play.act(step)?;
    }
    play.end()
}

/// Plays what was recorded of one program to another, or to itself.
#[track_caller]
fn replay(recording: &str, program: &str) {
    let path = format!("{}/tests/golden/{recording}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let scenarios: Vec<Scenario> =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    assert!(!scenarios.is_empty(), "{path} holds no scenario");
    let problem = |scenario| problem(recording, program, scenario);
    let problems: Vec<String> = scenarios.iter().filter_map(problem).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn problem(recording: &str, program: &str, scenario: &Scenario) -> Option<String> {
    let title = &scenario.title;
    let is_listed =
        DIFFERENCES.iter().any(|row| row.1 == title && (row.0 == program || row.0 == recording));
    let deadline = if is_listed { DEADLINE_OF_DIFFERENCES } else { DEADLINE };
    match (play(program, scenario, deadline), is_listed) {
        (Ok(()), false) | (Err(_), true) => None,
        (Ok(()), true) => Some(format!("`{title}` is listed as different, and agrees")),
        (Err(difference), false) => Some(format!("`{title}` differs: {difference}")),
    }
}

/// A test for each program, of its name.
macro_rules! same_as_twisted {
    ($($program:ident),+ $(,)?) => {
        $(#[test]
        fn $program() {
            replay(stringify!($program), stringify!($program));
        })+
    };
}

same_as_twisted! {
    http_echo,
    request_handler,
    clock_page,
    calendar,
    redirect,
    form_page,
    busy_page,
    busy_site,
    client_leaves,
}

#[test]
fn the_twins_on_hyper_alone_do_the_same() {
    replay("request_handler", "request_handler_tokio");
    replay("busy_site", "busy_site_tokio");
}
