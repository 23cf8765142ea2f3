//! Waits for all three before it asks for the next three.
//!
//! The check says: as soon as one of the three is here

use std::num::NonZeroUsize;

use deferred::{Deferred, DeferredList, succeed};
use reactor::{Failure, Reactor};
use web_client::get_page;

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
    all_of(reactor.clone(), urls, Vec::new())
}

/// What became of the pages before, and of these.
fn all_of(reactor: Reactor, mut urls: Vec<String>, mut done: Pages) -> Deferred<Pages> {
    if urls.is_empty() {
        return succeed(done);
    }
    let rest = urls.split_off(AT_ONCE.get().min(urls.len()));
    let pages = urls.iter().map(|url| get_page(&reactor, url));
    DeferredList::of(pages).consume_errors().results().add_callback(move |pages| {
        done.extend(pages);
        all_of(reactor, rest, done)
    })
}

type Pages = Vec<Result<Vec<u8>, Failure>>;

fn print_all(paths: &[String], pages: &[Result<Vec<u8>, Failure>]) {
    for (path, page) in paths.iter().zip(pages) {
        match page {
            Ok(page) => println!("{path}: {} bytes", page.len()),
            Err(failure) => println!("{path}: {failure}"),
        }
    }
}
