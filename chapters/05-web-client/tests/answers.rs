//! What a client makes of an answer, held against what Twisted's `Agent` makes of it.
//!
//! `tests/golden/answers.json` has what a server sent and what Twisted 26.10 saw of it:
//! the head, the pieces of the body, and how it ended. Where ours sees something else,
//! it stands in [`DIFFERENCES`], with the reason. A row there that differs no more is an
//! error, too.

mod support;

use deferred::{Deferred, Trigger};
use reactor::{Failure, Protocol, Transport};
use serde::Deserialize;
use std::fs;
use support::peer::peer;
use support::run;
use web_client::{
    Agent, Fetch, Headers, Method, ParseError, PotentialDataLoss, Response, ResponseDone,
    ResponseFailed, ResponseNeverReceived, StatusCode, StatusError,
};

/// The case, and why ours sees something else.
const DIFFERENCES: [(&str, &str); 11] = [
    ("an encoding that nobody knows", "it ends with the connection (RFC 9112, section 6.3)"),
    ("HTTP/1.0 with chunks", "hyper refuses it: HTTP/1.0 has no chunks (section 6.1)"),
    ("a phrase that is not ASCII", "hyper drops such a phrase"),
    ("a status of two digits", "a status has three (section 4)"),
    ("a status of four digits", "a status has three (section 4)"),
    ("a version to come", "HTTP/2 does not look like this"),
    ("a version that never was", "hyper knows 1.0 and 1.1"),
    ("a version in small letters", "it is spelt in large ones (section 2.3)"),
    ("a value that is not ASCII", "headers are text here, and what is no UTF-8 is U+FFFD"),
    ("headers of the connection", "`Trailer` is one; Twisted looks for `Trailers`"),
    ("an empty line before it", "hyper skips it"),
];

#[derive(Deserialize)]
struct Case {
    title: String,
    method: String,
    /// What the server sends, one character for each byte.
    sends: Vec<String>,
    #[serde(flatten)]
    seen: Seen,
}

/// What a client has seen of an answer.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Seen {
    head: Option<Head>,
    #[serde(default)]
    pieces: Vec<String>,
    end: String,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Head {
    version: String,
    status: u16,
    phrase: String,
    length: Option<u64>,
    headers: Vec<(String, Vec<String>)>,
}

impl Head {
    fn of(response: &Response) -> Self {
        let headers = response.headers().iter();
        let owned = |values: Vec<_>| values.into_iter().map(std::borrow::Cow::into_owned).collect();
        Self {
            version: format!("{:?}", response.version()),
            status: response.status().as_u16(),
            phrase: response.phrase().to_owned(),
            length: response.length(),
            headers: headers.map(|(name, values)| (name, owned(values))).collect(),
        }
    }
}

/// Fires with the pieces of a body and how it ended.
struct Listener {
    pieces: Vec<String>,
    end: Option<Trigger<(Vec<String>, String)>>,
}

impl Protocol for Listener {
    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        self.pieces.push(data.iter().copied().map(char::from).collect());
    }

    fn connection_lost(&mut self, _transport: &Transport, reason: &Failure) {
        if let Some(end) = self.end.take() {
            end.callback((std::mem::take(&mut self.pieces), name(reason)));
        }
    }
}

/// What Twisted calls such a failure: the class, and in brackets those of its reasons.
fn name(failure: &Failure) -> String {
    let names = [
        ("ResponseDone", failure.check::<ResponseDone>().is_some()),
        ("PotentialDataLoss", failure.check::<PotentialDataLoss>().is_some()),
        ("ResponseFailed", failure.check::<ResponseFailed>().is_some()),
        ("ParseError", failure.check::<ParseError>().is_some()),
        ("ResponseNeverReceived", failure.check::<ResponseNeverReceived>().is_some()),
    ];
    let name = names.iter().find(|(_, is_it)| *is_it).map(|(name, _)| (*name).to_owned());
    name.unwrap_or_else(|| format!("{failure:?}"))
}

/// What ours calls a failure that Twisted calls so. Twisted has one class for all that
/// goes wrong once the first byte has come, and a list of reasons in it.
fn as_ours(twisted: &str, has_head: bool) -> &str {
    match twisted {
        "ResponseNeverReceived[ConnectionDone]" | "ResponseFailed[ConnectionDone]" => {
            "ResponseNeverReceived"
        }
        other if !other.starts_with("ResponseFailed") => other,
        _ if has_head => "ResponseFailed",
        _ => "ParseError",
    }
}

async fn fetch(agent: Agent, method: Method, url: String) -> Seen {
    let response = match agent.request(method, &url, Headers::new(), None).await {
        Ok(response) => response,
        Err(failure) => return Seen { head: None, pieces: Vec::new(), end: name(&failure) },
    };
    let head = Some(Head::of(&response));
    let (trigger, end) = Deferred::pair();
    response.deliver_body(Listener { pieces: Vec::new(), end: Some(trigger) });
    let (pieces, end) = end.await.expect("a body ends");
    Seen { head, pieces, end }
}

fn seen(case: &Case) -> Seen {
    let sends: Vec<Vec<u8>> = case.sends.iter().map(|send| bytes(send)).collect();
    let server = peer(move |door| {
        let mut talk = door.accept();
        talk.head();
        for send in sends {
            talk.offer(send);
        }
        talk.half_close();
        talk.is_left();
    });
    let url = server.url("/page");
    let method = case.method.parse().expect("a method");
    let seen = run(|reactor| fetch(Agent::new(&reactor), method, url));
    server.saw();
    seen
}

fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|byte| u8::try_from(byte).expect("one byte")).collect()
}

fn problem(case: &Case) -> Option<String> {
    let title = &case.title;
    let twisted = Seen {
        head: None,
        pieces: case.seen.pieces.clone(),
        end: as_ours(&case.seen.end, case.seen.head.is_some()).to_owned(),
    };
    let mut ours = seen(case);
    let head = ours.head.take();
    let is_same = head == case.seen.head && ours == twisted;
    match (is_same, DIFFERENCES.iter().any(|row| row.0 == title)) {
        (true, false) | (false, true) => None,
        (true, true) => Some(format!("`{title}` is listed as different, and agrees")),
        (false, false) => Some(format!(
            "`{title}`:\n  ours    {head:?} {ours:?}\n  Twisted {:?} {twisted:?}",
            case.seen.head
        )),
    }
}

#[test]
fn answers_are_read_as_twisted_reads_them() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/answers.json");
    let text = fs::read_to_string(path).expect("the recording is there");
    let cases: Vec<Case> = serde_json::from_str(&text).expect("the recording is whole");
    assert!(!cases.is_empty());
    let problems: Vec<String> = cases.iter().filter_map(problem).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_status_without_a_phrase_is_told_without_a_space() {
    let error = StatusError { status: StatusCode::NOT_FOUND, phrase: String::new(), body: vec![] };
    assert_eq!(error.to_string(), "404");
}
