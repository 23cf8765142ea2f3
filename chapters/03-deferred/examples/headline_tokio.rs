//! `headline` in plain tokio: the levels have become lines, and the errback rail a
//! `?`.
//!
//! Run it: `cargo run -p deferred --example headline_tokio [HEADLINE [SECONDS]]`
//!
//! It prints what `headline` prints.

use std::error::Error;
use std::time::Duration;

use tokio::time::sleep;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

// ANCHOR: retriever
/// The longest headline, in characters.
const LIMIT: usize = 50;

async fn get_headline(input: String, delay: Duration) -> Result<String> {
    sleep(delay).await;
    let headline = process_headline(input)?;
    Ok(to_html(&headline))
}

fn process_headline(headline: String) -> Result<String> {
    println!("process");
    if headline.chars().count() > LIMIT {
        return Err("the headline is too long".into());
    }
    Ok(headline)
}
// ANCHOR_END: retriever

fn to_html(headline: &str) -> String {
    println!("html");
    format!("<h1>{headline}</h1>")
}

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let (input, delay) = arguments()?;
    match get_headline(input, delay).await {
        Ok(html) => println!("print data\n{html}"),
        Err(error) => println!("{error}"),
    }
    Ok(())
}
// ANCHOR_END: main

/// The headline, and how long it takes.
fn arguments() -> Result<(String, Duration)> {
    let mut args = std::env::args().skip(1);
    let input = args.next().unwrap_or("Breaking news:Twisted".to_string());
    let seconds = args.next().map_or(Ok(5.0), |seconds| seconds.parse())?;
    Ok((input, Duration::try_from_secs_f64(seconds)?))
}
