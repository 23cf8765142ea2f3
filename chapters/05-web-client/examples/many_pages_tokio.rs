//! `many_pages` on hyper alone, with the pool that `hyper-util` has.
//!
//! ```sh
//! cargo run --example many_pages_tokio                 # pages of a shop of its own
//! cargo run --example many_pages_tokio -- URL URL URL  # pages from the world
//! ```
//!
//! It prints what `many_pages` prints.

#[path = "peer/elsewhere.rs"]
mod peer;

use bytes::Bytes;
use futures_util::future::try_join_all;
use http_body_util::{BodyExt, Empty, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use std::error::Error;
use std::time::Duration;

const BODY_LIMIT: usize = 16 * 1024 * 1024;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;
type Agent = Client<HttpConnector, Empty<Bytes>>;

// ANCHOR: fetch
async fn fetch(agent: &Agent, url: &str) -> Outcome<String> {
    let response = agent.get(url.parse()?).await?;
    let body = Limited::new(response.into_body(), BODY_LIMIT);
    let page = String::from_utf8(body.collect().await?.to_bytes().into())?;
    println!("here: {page}");
    Ok(page)
}

async fn fetch_all(agent: &Agent, urls: &[String]) -> Outcome<()> {
    println!("asking for {} pages", urls.len());
    let pages = try_join_all(urls.iter().map(|url| fetch(agent, url))).await?;
    println!("all: {}", pages.join("; "));
    Ok(())
}
// ANCHOR_END: fetch

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let [first, second] = addresses()?;
    let agent = Client::builder(TokioExecutor::new())
        .pool_max_idle_per_host(3)
        .pool_idle_timeout(Duration::from_secs(60))
        .build_http();
    fetch_all(&agent, &first).await?;
    fetch_all(&agent, &second).await
}

/// The addresses that the program is given, twice; or else tickets of the shop.
fn addresses() -> Outcome<[Vec<String>; 2]> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if !given.is_empty() {
        return Ok([given.clone(), given]);
    }
    let tickets = [3, 1, 2, 5, 6, 4].map(|number| format!("/ticket/{number}"));
    let urls = peer::find(tickets)?;
    let (first, second) = urls.split_at(3);
    Ok([first.into(), second.into()])
}
