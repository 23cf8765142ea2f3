//! Makes the form, and does not send it.
//!
//! The check says: The form is made, and not sent

use reactor::{Failure, Reactor};
use web_client::{Method, PageGetter};

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().unwrap_or("127.0.0.1:8000".to_string());
    let form = arguments.map(|field| written(&field)).collect::<Vec<_>>().join("&");

    println!("{form}");

    let reactor = Reactor::new();
    let stop = reactor.clone();
    PageGetter::new(&reactor, &format!("http://{server}/guests"))
        .method(Method::POST)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .get()
        .add_callbacks(
            |page| println!("{}", String::from_utf8_lossy(&page)),
            |failure| println!("not on the list: {failure}"),
        )
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// A field as the body has it.
fn written(field: &str) -> String {
    let (name, value) = field.split_once('=').unwrap_or((field, ""));
    format!("{}={}", escaped(name), escaped(value))
}

fn escaped(text: &str) -> String {
    let escaped = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        b' ' => "+".to_string(),
        _ => format!("%{byte:02X}"),
    });
    escaped.collect()
}
