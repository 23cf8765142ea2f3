//! What a client sends, held against what Twisted's `Agent` and its layers send: byte
//! for byte.
//!
//! `tests/golden/requests.json` has what was asked of Twisted 26.10, what the server
//! answered, and the requests that it saw. Where ours sends something else, it stands in
//! [`DIFFERENCES`], with the reason. A row there that differs no more is an error, too.

mod support;

use deferred::{Deferred, succeed};
use reactor::{Producer, Reactor};
use serde::Deserialize;
use std::fs;
use std::rc::Rc;
use support::peer::{Talk, peer};
use support::run;
use web_client::{
    Agent, BodyProducer, Consumer, ContentDecoderAgent, CookieAgent, CookieJar, Fetch, Headers,
    Method, Pool, RedirectAgent, Response,
};

/// The case, and why ours sends something else.
const DIFFERENCES: [(&str, &str); 4] = [
    ("a query without a path", "the path is `/` then (RFC 9112, section 3.2.1)"),
    (
        "names that are spelt unusually",
        "hyper has one large letter a word; a name is the same in any spelling",
    ),
    ("PATCH without a body", "it says that it has none, as POST does (RFC 9110, section 8.6)"),
    (
        "POST redirected by 303",
        "what is said of a body does not go on without it (RFC 9110, section 15.4)",
    ),
];

#[derive(Clone, Deserialize)]
struct Case {
    title: String,
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    /// What a producer writes, in so many parts.
    body: Option<Vec<String>>,
    /// Whether the producer says how long that is.
    known: bool,
    layer: Option<String>,
    pool: bool,
    answers: Vec<String>,
    requests: Vec<String>,
}

impl Case {
    fn fetch(&self, reactor: &Reactor, url: &str) -> Deferred<Response> {
        let mut headers = Headers::new();
        for (name, value) in &self.headers {
            headers.add(name, value).expect("a header");
        }
        let length = self.known.then(|| self.body.iter().flatten().map(String::len).sum());
        let body = self.body.clone().map(|parts| Rc::new(Parts { parts, length }) as Rc<_>);
        let method: Method = self.method.parse().expect("a method");
        self.agent(reactor).request(method, url, headers, body)
    }

    fn agent(&self, reactor: &Reactor) -> Rc<dyn Fetch> {
        let agent = Agent::new(reactor);
        let agent = if self.pool { agent.with_pool(&Pool::new(reactor)) } else { agent };
        match self.layer.as_deref() {
            None => Rc::new(agent),
            Some("gzip") => Rc::new(ContentDecoderAgent::new(agent)),
            Some("redirect") => Rc::new(RedirectAgent::new(agent)),
            Some("browser") => Rc::new(RedirectAgent::new(agent).like_a_browser()),
            Some("cookies") => {
                Rc::new(RedirectAgent::new(CookieAgent::new(agent, &CookieJar::new())))
            }
            Some(other) => panic!("there is no layer {other}"),
        }
    }
}

struct Parts {
    parts: Vec<String>,
    length: Option<usize>,
}

impl Producer for Parts {
    fn pause_producing(&self) {}
    fn resume_producing(&self) {}
    fn stop_producing(&self) {}
}

impl BodyProducer for Parts {
    fn length(&self) -> Option<u64> {
        self.length.map(|length| length as u64)
    }

    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()> {
        for part in &self.parts {
            consumer.write(part.clone());
        }
        succeed(())
    }
}

/// The requests that a server sees which gives these answers.
fn seen(case: &Case) -> Vec<String> {
    let answers = case.answers.clone();
    let server = peer(move |door| {
        let answer = |answer: &String| {
            let mut talk = door.accept();
            let request = whole_request(&mut talk);
            talk.send(answer);
            talk.half_close();
            request + &talk.rest()
        };
        answers.iter().map(answer).collect::<Vec<_>>()
    });
    let (host, asked) = (server.url(""), case.clone());
    let url = server.url(&case.target);
    let response = run(move |reactor| asked.fetch(&reactor, &url).into_future());
    response.expect("an answer");
    let port = host.trim_start_matches("http://127.0.0.1:");
    server.saw().iter().map(|request| request.replace(port, "<PORT>")).collect()
}

/// With its body, also where that comes in chunks.
fn whole_request(talk: &mut Talk) -> String {
    let mut request = talk.request();
    if request.contains("Transfer-Encoding: chunked") {
        while !request.ends_with("0\r\n\r\n") {
            request += &String::from_utf8_lossy(&talk.bytes(1));
        }
    }
    request
}

fn problem(case: &Case) -> Option<String> {
    let (title, twisted, ours) = (&case.title, &case.requests, seen(case));
    match (ours == *twisted, DIFFERENCES.iter().any(|row| row.0 == title)) {
        (true, false) | (false, true) => None,
        (true, true) => Some(format!("`{title}` is listed as different, and agrees")),
        (false, false) => Some(format!("`{title}`:\n  ours    {ours:?}\n  Twisted {twisted:?}")),
    }
}

#[test]
fn requests_are_sent_as_twisted_sends_them() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/requests.json");
    let text = fs::read_to_string(path).expect("the recording is there");
    let cases: Vec<Case> = serde_json::from_str(&text).expect("the recording is whole");
    assert!(!cases.is_empty());
    let problems: Vec<String> = cases.iter().filter_map(problem).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
