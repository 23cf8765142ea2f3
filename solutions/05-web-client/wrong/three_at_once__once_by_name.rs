//! Keeps what came by its name, and hands it out once.
//!
//! The check says: A page that is named twice has two lines

use std::collections::HashMap;
use std::num::NonZeroUsize;

use deferred::{Deferred, DeferredList, DeferredSemaphore};
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
        .add_callback(move |pages| {
            let mut named: HashMap<_, _> = paths.iter().cloned().zip(pages).collect();
            let pages: Vec<_> = paths.iter().filter_map(|path| named.remove(path)).collect();
            print_all(&paths, &pages);
        })
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// What became of each page, in the order of `urls`. No more than [`AT_ONCE`] are on
/// their way at any time.
fn fetch_all(reactor: &Reactor, urls: Vec<String>) -> Deferred<Vec<Result<Vec<u8>, Failure>>> {
    let desks = DeferredSemaphore::new(AT_ONCE);
    let pages = urls.into_iter().map(|url| {
        let reactor = reactor.clone();
        desks.run(move || get_page(&reactor, &url))
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
