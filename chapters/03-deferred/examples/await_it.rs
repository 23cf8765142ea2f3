//! Two questions, the second of which needs the answer to the first: a future awaits
//! Deferreds, and is itself made a Deferred.
//!
//! Run it: `cargo run -p deferred --example await_it [TOWN]`
//!
//! It prints the two questions and `IC 17, platform 4`. For a town that has no
//! station, `Atlantis` for one, it prints one question, and that nobody knows.

use std::time::Duration;

use deferred::{Deferred, Failure};
use reactor::{Reactor, Time};

// ANCHOR: ask
/// Asks the station, which answers in the next turn of the reactor.
fn ask(reactor: &Reactor, question: String) -> Deferred<&'static str> {
    println!("asked for {question}");
    let (trigger, d) = Deferred::pair();
    reactor.call_later(Duration::ZERO, move || trigger.settle(answer(&question)));
    d
}
// ANCHOR_END: ask

fn answer(question: &str) -> Result<&'static str, Failure> {
    match question {
        "the train to Delft" => Ok("IC 17"),
        "the platform of IC 17" => Ok("platform 4"),
        _ => Err("nobody knows".into()),
    }
}

// ANCHOR: way
async fn way_to(town: String, reactor: Reactor) -> Result<String, Failure> {
    let train = ask(&reactor, format!("the train to {town}")).await?;
    let platform = ask(&reactor, format!("the platform of {train}")).await?;
    Ok(format!("{train}, {platform}"))
}
// ANCHOR_END: way

// ANCHOR: main
fn main() -> Result<(), Failure> {
    let town = std::env::args().nth(1).unwrap_or("Delft".to_string());
    let reactor = Reactor::new();
    let d = Deferred::from_future(&reactor, way_to(town, reactor.clone()));
    let stop = reactor.clone();
    d.add_callback(|way| println!("{way}"))
        .add_errback(|failure| println!("no way: {failure}"))
        .add_callback(move |()| stop.stop());
    reactor.run()
}
// ANCHOR_END: main
