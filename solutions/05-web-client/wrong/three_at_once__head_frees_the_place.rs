//! Gives the token back when the head of the page is here.
//!
//! The check says: when its head is here

use std::num::NonZeroUsize;

use deferred::{Deferred, DeferredList, DeferredSemaphore};
use reactor::{Failure, Reactor};
use web_client::{Agent, Fetch, read_body};

const AT_ONCE: NonZeroUsize = NonZeroUsize::new(3).unwrap();

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().unwrap_or("127.0.0.1:8000".to_string());
    let paths: Vec<String> = arguments.collect();
    let urls = paths.iter().map(|path| format!("http://{server}{path}")).collect();

    let reactor = Reactor::new();
    let stop = reactor.clone();
    fetch_all(&reactor, urls)
        .add_callback(move |pages| print_all(&paths, &pages))
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// What became of each page, in the order of `urls`. No more than [`AT_ONCE`] are on
/// their way at any time.
fn fetch_all(reactor: &Reactor, urls: Vec<String>) -> Deferred<Vec<Result<Vec<u8>, Failure>>> {
    let agent = Agent::new(reactor);
    let desks = DeferredSemaphore::new(AT_ONCE);
    let pages = urls.into_iter().map(|url| {
        let agent = agent.clone();
        desks.run(move || agent.get(&url)).add_callback(read_body)
    });
    DeferredList::of(pages).consume_errors().results()
}

fn print_all(paths: &[String], pages: &[Result<Vec<u8>, Failure>]) {
    for (path, page) in paths.iter().zip(pages) {
        match page {
            Ok(page) => println!("{path}: {} bytes", page.len()),
            Err(failure) => println!("{path}: {failure}"),
        }
    }
}
