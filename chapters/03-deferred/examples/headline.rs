//! A headline that takes its time: `call_later` fires the Deferred, with the
//! headline, or with a failure if it is too long.
//!
//! Run it: `cargo run -p deferred --example headline [HEADLINE [SECONDS]]`
//!
//! Without arguments it waits for five seconds and prints
//! `<h1>Breaking news:Twisted</h1>`. With more than fifty characters it prints that
//! the headline is too long.

use std::time::Duration;

use deferred::{Deferred, Failure, Trigger};
use reactor::{Reactor, Time};

// ANCHOR: retriever
/// The longest headline, in characters.
const LIMIT: usize = 50;

struct HeadlineRetriever {
    reactor: Reactor,
    delay: Duration,
}

impl HeadlineRetriever {
    fn get_headline(&self, input: String) -> Deferred<String> {
        let (trigger, d) = Deferred::pair();
        self.reactor.call_later(self.delay, move || process_headline(input, trigger));
        d.add_callback(to_html)
    }
}

fn process_headline(headline: String, trigger: Trigger<String>) {
    println!("process");
    if headline.chars().count() > LIMIT {
        trigger.errback("the headline is too long");
    } else {
        trigger.callback(headline);
    }
}

fn to_html(headline: String) -> String {
    println!("html");
    format!("<h1>{headline}</h1>")
}
// ANCHOR_END: retriever

// ANCHOR: main
fn print_data(html: String) {
    println!("print data");
    println!("{html}");
}

fn print_error(failure: Failure) {
    println!("{failure}");
}

fn main() -> Result<(), Failure> {
    let (input, delay) = arguments()?;
    let reactor = Reactor::new();
    let h = HeadlineRetriever { reactor: reactor.clone(), delay };
    let d = h.get_headline(input);
    let stop = reactor.clone();
    d.add_callbacks(print_data, print_error).add_callback(move |()| stop.stop());
    reactor.run()
}
// ANCHOR_END: main

/// The headline, and how long it takes.
fn arguments() -> Result<(String, Duration), Failure> {
    let mut args = std::env::args().skip(1);
    let input = args.next().unwrap_or("Breaking news:Twisted".to_string());
    let seconds = args.next().map_or(Ok(5.0), |seconds| seconds.parse())?;
    Ok((input, Duration::try_from_secs_f64(seconds)?))
}
