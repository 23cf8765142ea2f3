//! Knows a page that is no number by a word of the message.
//!
//! The check says: An empty page is no number, either

use reactor::{ConnectionRefused, DnsLookupFailed, Failure, Reactor};
use web_client::{StatusCode, StatusError, get_page};

fn main() -> Result<(), Failure> {
    let baker = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let url = format!("http://{baker}/loaves");

    let reactor = Reactor::new();
    let stop = reactor.clone();
    get_page(&reactor, &url)
        .add_callback(count)
        .add_callbacks(|loaves| format!("{loaves} loaves"), |failure| in_words(&failure))
        .add_callback(|line| println!("{line}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}

fn count(page: Vec<u8>) -> Result<u64, Failure> {
    Ok(String::from_utf8_lossy(&page).trim().parse()?)
}

/// The line for a failure.
fn in_words(failure: &Failure) -> String {
    if let Some(error) = failure.check::<StatusError>() {
        return match error.status {
            StatusCode::NOT_FOUND => "there is no such page".to_string(),
            _ => format!("the baker says {error}"),
        };
    }
    if failure.to_string().contains("invalid digit") {
        "the page is no number".to_string()
    } else if failure.check::<ConnectionRefused>().is_some() {
        "nobody listens there".to_string()
    } else if failure.check::<DnsLookupFailed>().is_some() {
        "there is no such house".to_string()
    } else {
        format!("something else: {failure}")
    }
}
