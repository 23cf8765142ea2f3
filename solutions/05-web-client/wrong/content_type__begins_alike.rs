//! Takes every parameter whose name begins with `charset`.
//!
//! The check says: whose name only begins with `charset`

use reactor::{Failure, Reactor};
use web_client::{Agent, Fetch, Response};

fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());

    let reactor = Reactor::new();
    let stop = reactor.clone();
    Agent::new(&reactor)
        .get(&format!("http://{server}/"))
        .add_callback(|response| println!("{}", made_of(&response)))
        .add_errback(|failure| println!("no answer: {failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// `text/html in utf-8`.
fn made_of(response: &Response) -> String {
    let value = response.headers().get("Content-Type").unwrap_or_default();
    let mut parts = value.split(';').map(|part| part.trim().to_ascii_lowercase());
    match parts.next().filter(|kind| !kind.is_empty()) {
        None => "no type".to_string(),
        Some(kind) => match parts.find_map(|parameter| charset(&parameter)) {
            Some(charset) => format!("{kind} in {charset}"),
            None => format!("{kind} without charset"),
        },
    }
}

/// The value, if this is the right parameter.
fn charset(parameter: &str) -> Option<String> {
    let (name, value) = parameter.split_once('=')?;
    name.starts_with("charset").then(|| value.trim_matches('"').to_string())
}
