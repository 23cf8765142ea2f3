//! Asks for one page after the other.
//!
//! The check says: Three pages may be on their way

use deferred::{Deferred, DeferredList, DeferredLock};
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

/// What became of each page, in the order of `urls`. One after the other.
fn fetch_all(reactor: &Reactor, urls: Vec<String>) -> Deferred<Vec<Result<Vec<u8>, Failure>>> {
    let desk = DeferredLock::new();
    let pages = urls.into_iter().map(|url| {
        let reactor = reactor.clone();
        desk.run(move || get_page(&reactor, &url))
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
