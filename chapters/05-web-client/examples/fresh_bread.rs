//! Asks for a page that is not ready, and asks again after a pause.
//!
//! ```sh
//! cargo run --example fresh_bread          # a page of a shop of its own
//! cargo run --example fresh_bread -- URL   # a page from the world
//! ```
//!
//! It prints each time that it asks, what came of that, and the page at the end. The
//! shop has a loaf at `/bread` for the third who asks.

mod peer;

use deferred::{Deferred, Outcome, defer_later};
use reactor::{Failure, Reactor};
use std::time::Duration;
use web_client::{StatusCode, StatusError, get_page};

// ANCHOR: fetch
const PAUSES: [Duration; 3] =
    [Duration::from_millis(20), Duration::from_millis(40), Duration::from_millis(80)];

/// Fetches a page. As long as it is not ready, and pauses are left, it asks again.
fn fetch(
    reactor: &Reactor,
    url: String,
    mut pauses: impl Iterator<Item = Duration> + 'static,
) -> Deferred<Vec<u8>> {
    println!("asking");
    let reactor = reactor.clone();
    get_page(&reactor, &url).add_errback(move |failure| match pauses.next() {
        Some(pause) if is_not_ready(&failure) => {
            println!("{failure}; once more in {pause:?}");
            let next = reactor.clone();
            let again = move || fetch(&next, url, pauses);
            Outcome::Later(defer_later(&reactor, pause, again))
        }
        _ => Outcome::Now(Err(failure)),
    })
}

fn is_not_ready(failure: &Failure) -> bool {
    let error = failure.check::<StatusError>();
    error.is_some_and(|error| error.status == StatusCode::SERVICE_UNAVAILABLE)
}
// ANCHOR_END: fetch

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "/bread".into());
    let reactor = Reactor::new();
    let url = peer::find(&reactor, &address)?;

    // ANCHOR: main
    let stop = reactor.clone();
    fetch(&reactor, url, PAUSES.into_iter())
        .add_callback(|page| println!("{}", String::from_utf8_lossy(&page)))
        .add_errback(|failure| println!("given up: {failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
    // ANCHOR_END: main
}
