//! The examples against what real Twisted did: to each, and to its twin on hyper
//! alone, the server of every recorded scenario is played.
//!
//! `tests/golden/*.json` hold the scenarios, as Twisted 26.10 ran them. What a program
//! sends has to be the same, byte for byte. What it prints is the same in our words, as
//! [`as_we_print`] has them; where it does something else on purpose, that stands in
//! [`DIFFERENCES`], with the reason. A row there that differs no more is an error, too.

use harness::{ClosedPort, Conversation, Exam, Exit, Redaction, Step, example_exam};
use serde::Deserialize;
use std::fs;
use std::net::{SocketAddr, TcpStream};
use tempfile::TempDir;

/// What a failure of Twisted has in it, and what ours says. The first row that fits
/// counts.
const REASONS: [(&str, &str); 5] = [
    ("ParseError", "What the server sent is no HTTP: invalid HTTP version parsed"),
    (
        "ResponseFailed",
        "The answer broke off after 5 of 11 bytes: error reading a body from connection: \
         end of file before message length reached",
    ),
    ("ResponseDone", "The body was received completely."),
    (
        "PotentialDataLoss",
        "The body ended with the connection; whether it is complete is not known.",
    ),
    ("twisted.web.error.Error'>: 500 Oops", "500 Oops"),
];

/// The program, the scenario, what it prints, and why.
const DIFFERENCES: [(&str, &str, &str, &str); 10] = [
    ("get_page", "until close (no length)", "hello world", TAKEN),
    ("get_page", "HTTP/1.0 answer", "hello world", TAKEN),
    ("get_page_tokio", "until close (no length)", "hello world", TAKEN),
    ("get_page_tokio", "HTTP/1.0 answer", "hello world", TAKEN),
    ("download_page", "until close (no length)", "saved 11 bytes", TAKEN),
    ("download_page", "HTTP/1.0 answer", "saved 11 bytes", TAKEN),
    (
        "get_page_tokio",
        "connection ends before the promised length",
        "error reading a body from connection",
        HYPER,
    ),
    ("get_page_tokio", "answer is no HTTP", "invalid HTTP version parsed", HYPER),
    (
        "agent_body_tokio",
        "connection ends before the promised length",
        "b'hello'\nbody end: error reading a body from connection",
        HYPER,
    ),
    ("agent_body_tokio", "answer is no HTTP", "invalid HTTP version parsed", HYPER),
];

const TAKEN: &str = "a page that ends with its connection is taken as it is, as the first `getPage` \
                     and `downloadPage` did: whoever asks for a whole page can do nothing better";
const HYPER: &str = "hyper says it in its own words, without what caused it";

#[derive(Deserialize)]
struct Scenario {
    #[serde(rename = "scenario")]
    title: String,
    mode: String,
    steps: Vec<Act>,
    stdout: String,
    exit: i32,
    /// What `download_page` has saved.
    file: Option<String>,
}

#[derive(Deserialize)]
struct Act {
    conn: String,
    op: String,
    #[serde(default)]
    data: String,
}

/// One character of a recorded string is one byte.
fn bytes(recorded: &str) -> Vec<u8> {
    recorded.chars().map(|byte| u8::try_from(byte).expect("one byte")).collect()
}

/// What Twisted printed, in our words: a failure by its message, where Python shows
/// the object; a whole page and headers as text, where it shows bytes.
fn as_we_print(program: &str, scenario: &Scenario) -> Vec<String> {
    let one_line = scenario.stdout.replace("\n<", " <").replace("\n]", "]");
    let mut lines: Vec<String> =
        one_line.lines().flat_map(|line| in_our_words(program, line)).collect();
    if let (Some(file), true) = (&scenario.file, lines.is_empty()) {
        lines.push(format!("saved {} bytes", file.len()));
    }
    lines
}

fn in_our_words(program: &str, line: &str) -> Vec<String> {
    if line.contains("ConnectionRefusedError") {
        return vec![format!("Connection was refused by other side: {}.", refusal())];
    }
    let reason = REASONS.iter().find(|(twisted, _)| line.contains(twisted));
    if let Some((_, ours)) = reason {
        let start = if line.starts_with("body end: ") { "body end: " } else { "" };
        return vec![format!("{start}{ours}")];
    }
    match program {
        "agent_headers" => header_lines(line),
        "get_page" | "get_page_tokio" => vec![text_of(line).to_owned()],
        _ => vec![line.to_owned()],
    }
}

/// `text` of `b'text'`.
fn text_of(python: &str) -> &str {
    python.strip_prefix("b'").and_then(|text| text.strip_suffix('\'')).unwrap_or(python)
}

/// `Set-Cookie: a=1` and `Set-Cookie: b=2` for `b'Set-Cookie' [b'a=1', b'b=2']`.
fn header_lines(line: &str) -> Vec<String> {
    if let Some((name, values)) = line.split_once(" [") {
        let values = values.trim_end_matches(']').split(", ");
        return values.map(|value| format!("{}: {}", text_of(name), text_of(value))).collect();
    }
    let parts: Vec<&str> = line.rsplitn(2, ' ').collect();
    let [length, rest] = parts[..] else { return vec![line.to_owned()] };
    let length = length.replace("twisted.web.iweb.UNKNOWN_LENGTH", "unknown");
    let rest = rest.replace("(b'HTTP', 1, ", "HTTP/1.").replace(") ", " ");
    vec![format!("{}, length {length}", rest.replace("b'", "").replace('\'', ""))]
}

/// The system's own words for a refused connection, as a transcript has them.
fn refusal() -> String {
    let nobody = ClosedPort::new().expect("a port is free");
    let address = nobody.address().expect("it has an address");
    let error = TcpStream::connect(address).expect_err("nobody listens");
    Redaction::OsErrors.apply(&error.to_string())
}

/// The server of a scenario.
struct Server<'a, 'exam> {
    program: &'a str,
    talk: Conversation<'exam>,
    /// What the program is to print.
    lines: &'a [String],
    sent: String,
}

impl<'a> Server<'a, '_> {
    fn act(&mut self, act: &'a Act) -> Step {
        let done = match &*act.op {
            "open" => return self.talk.accept(&act.conn),
            "recv" => return self.receive(act),
            "send" => self.send(act),
            "shutdown_write" => self.talk.half_close(&act.conn),
            "eof" => self.talk.receive_end(&act.conn),
            "peer_is_gone" => Ok(()),
            other => panic!("there is no operation {other}"),
        };
        // It goes when it has seen the headers: what the server still does may meet
        // nobody.
        if self.program == "agent_headers" { Ok(()) } else { done }
    }

    fn receive(&mut self, act: &Act) -> Step {
        let port = self.talk.address().port().to_string();
        self.talk.receive(&act.conn, &bytes(&act.data.replace("<PORT>", &port)))
    }

    /// Two pieces must come as two. So what was sent and is to be printed is waited for
    /// before more is sent.
    fn send(&mut self, act: &Act) -> Step {
        while let Some((line, rest)) = self.lines.split_first()
            && line.starts_with("b'")
            && self.sent.contains(text_of(line))
        {
            self.talk.prints(line)?;
            self.lines = rest;
        }
        self.sent += &act.data;
        self.talk.send(&act.conn, &bytes(&act.data))
    }
}

/// What came of a scenario.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    printed: Vec<String>,
    file: Option<String>,
    exit: Exit,
}

/// Plays the server of a scenario to a program.
fn play(program: &str, scenario: &Scenario, lines: &[String]) -> Result<Outcome, String> {
    let mut exam = example_exam(env!("CARGO_PKG_NAME"), program);
    let folder = TempDir::new().expect("a folder for the file");
    let file = folder.path().join("page");
    let arguments = |address: SocketAddr| {
        let url = format!("http://{address}{}", target(scenario));
        if program == "download_page" {
            vec![url, file.to_string_lossy().into_owned()]
        } else {
            vec![url]
        }
    };
    let exit = talk(&mut exam, program, scenario, lines, arguments);
    let transcript = exam.transcript();
    let exit = exit.map_err(|verdict| format!("{verdict}\n{transcript}"))?;
    let printed = transcript.lines().filter_map(|line| line.strip_prefix("| "));
    let printed = printed.map(str::to_owned).collect();
    let files = folder.path().read_dir().expect("it can be read").count();
    let file = fs::read_to_string(&file).ok();
    if files != usize::from(file.is_some()) {
        return Err("something else was left in the folder".to_owned());
    }
    Ok(Outcome { printed, file, exit })
}

fn talk(
    exam: &mut Exam,
    program: &str,
    scenario: &Scenario,
    lines: &[String],
    arguments: impl FnOnce(SocketAddr) -> Vec<String>,
) -> Step<Exit> {
    if scenario.steps.is_empty() {
        let nobody = ClosedPort::new().expect("a port is free");
        let arguments = arguments(nobody.address().expect("it has an address"));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        return Ok(exam.run_with(&arguments)?.exit);
    }
    let mut server =
        Server { program, talk: exam.call_with(arguments), lines, sent: String::new() };
    for act in &scenario.steps {
        server.act(act)?;
    }
    server.talk.wait_for_end()
}

/// What Twisted's program was told to ask for.
fn target(scenario: &Scenario) -> &str {
    let request = scenario.steps.iter().find(|act| act.op == "recv");
    request.and_then(|act| act.data.split(' ').nth(1)).unwrap_or("/page")
}

/// Plays what was recorded of one program to another, or to itself.
#[track_caller]
fn replay(recording: &str, program: &str) {
    let path = format!("{}/tests/golden/{recording}.json", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let scenarios: Vec<Scenario> =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    assert!(!scenarios.is_empty(), "{path} holds no scenario");
    let problems: Vec<String> =
        scenarios.iter().filter_map(|scenario| problem(program, scenario)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn problem(program: &str, scenario: &Scenario) -> Option<String> {
    let title = &scenario.title;
    assert_eq!(scenario.mode, "client", "{title}");
    let twisted = as_we_print(program, scenario);
    let listed = DIFFERENCES.iter().find(|row| row.0 == program && row.1 == title);
    let ours = listed.map_or(twisted.clone(), |row| row.2.lines().map(str::to_owned).collect());
    if listed.is_some() && ours == twisted {
        return Some(format!("`{title}` is listed as different, and agrees"));
    }
    // Twisted leaves a file behind also where something went wrong.
    let is_saved = ours.iter().any(|line| line.starts_with("saved "));
    let file = scenario.file.clone().filter(|_| is_saved);
    let expected = Outcome { printed: ours.clone(), file, exit: Exit::Status(scenario.exit) };
    match play(program, scenario, &ours) {
        Ok(outcome) if outcome == expected => None,
        Ok(outcome) => Some(format!("`{title}`: got {outcome:#?}, expected {expected:#?}")),
        Err(difference) => Some(format!("`{title}`: {difference}")),
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
    get_page,
    download_page,
    agent_body,
    agent_headers,
    agent_post,
}

#[test]
fn the_twins_on_hyper_alone_do_the_same() {
    replay("get_page", "get_page_tokio");
    replay("agent_body", "agent_body_tokio");
}
