//! Asks for all of them at once.
//!
//! The check says: A fourth page is asked for

use deferred::{Deferred, DeferredList};
use reactor::{Failure, Reactor};
use web_client::get_page;

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

/// What became of each page, in the order of `urls`.
fn fetch_all(reactor: &Reactor, urls: Vec<String>) -> Deferred<Vec<Result<Vec<u8>, Failure>>> {
    let pages = urls.iter().map(|url| get_page(reactor, url));
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
