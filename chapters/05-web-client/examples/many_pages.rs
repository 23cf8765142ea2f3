//! Asks for several pages at once, twice, over connections that are kept.
//!
//! ```sh
//! cargo run --example many_pages                  # pages of a shop of its own
//! cargo run --example many_pages -- URL URL URL   # pages from the world
//! ```
//!
//! It prints a line when a page is there, and at the end all of them, in the order
//! in which they were asked for. The shop serves by ticket numbers, so its pages come
//! in another order. The same on hyper alone is `many_pages_tokio`.

#[path = "peer/shop.rs"]
mod shop;

use deferred::{Deferred, gather_results};
use reactor::{Failure, Reactor};
use std::time::Duration;
use web_client::{Agent, PageGetter, Pool};

// ANCHOR: fetch
fn fetch(agent: &Agent, url: &str) -> Deferred<String> {
    PageGetter::with_agent(agent, url).get().add_callback(|page| {
        let page = String::from_utf8_lossy(&page).into_owned();
        println!("here: {page}");
        page
    })
}

fn fetch_all(agent: &Agent, urls: &[String]) -> Deferred<()> {
    println!("asking for {} pages", urls.len());
    gather_results(urls.iter().map(|url| fetch(agent, url)))
        .add_callback(|pages| println!("all: {}", pages.join("; ")))
}
// ANCHOR_END: fetch

fn main() -> Result<(), Failure> {
    let reactor = Reactor::new();
    let [first, second] = addresses(&reactor)?;

    // ANCHOR: pool
    let pool = Pool::keeping(&reactor, 3, Duration::from_secs(60));
    let agent = Agent::new(&reactor).with_pool(&pool);
    let stop = reactor.clone();
    fetch_all(&agent, &first)
        .add_callback(move |()| fetch_all(&agent, &second))
        .add_errback(|failure| println!("{failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
    // ANCHOR_END: pool
}

/// The addresses that the program is given, twice; or else tickets of the shop.
fn addresses(reactor: &Reactor) -> Result<[Vec<String>; 2], Failure> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if !given.is_empty() {
        return Ok([given.clone(), given]);
    }
    let shop = shop::open(reactor)?;
    let ticket = |number| format!("{shop}/ticket/{number}");
    Ok([[3, 1, 2].map(ticket).into(), [5, 6, 4].map(ticket).into()])
}
