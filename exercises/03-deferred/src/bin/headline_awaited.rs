//! # headline_awaited
//!
//! A newspaper has three desks. Each is asked a question and answers later, or fails.
//! The front page is made line by line:
//!
//! 1. the wire knows the story; without a story there is no page,
//! 2. the writer makes a headline of that story,
//! 3. a headline of more than 30 characters is the failure
//!    `34 characters are too many`, with its own number,
//! 4. the archive may have a picture for the story; a page without one says
//!    `no picture`.
//!
//! ```text
//! $ cargo xtask run headline_awaited storm
//! the wire is asked for storm
//! the writer is asked for a storm at sea
//! the archive is asked for a storm at sea
//! A STORM AT SEA (waves.png)
//! $ cargo xtask run headline_awaited moon
//! the wire is asked for moon
//! no page: nothing about moon
//! ```
//!
//! A desk is asked only when its answer is needed.
//!
//! Read:  book/src/03-deferred/await.md
//! Run:   cargo xtask run headline_awaited storm
//! Check: cargo xtask check headline_awaited

use std::time::Duration;

use deferred::{Deferred, Failure};
use reactor::{Reactor, Time};

/// The longest headline, in characters.
const LIMIT: usize = 30;

fn main() -> Result<(), Failure> {
    let topic = std::env::args().nth(1).unwrap_or("storm".to_string());
    let reactor = Reactor::new();
    let page = Deferred::from_future(&reactor, front_page(topic, reactor.clone()));
    let stop = reactor.clone();
    page.add_callback(|page| println!("{page}"))
        .add_errback(|failure| println!("no page: {failure}"))
        .add_callback(move |()| stop.stop());
    reactor.run()
}

async fn front_page(topic: String, reactor: Reactor) -> Result<String, Failure> {
    // TODO: `ask(&reactor, "wire", &topic)` is a Deferred. What comes after it?
    todo!("ask, wait, and go on")
}

/// Asks a desk, which answers in a later turn of the reactor.
fn ask(reactor: &Reactor, desk: &'static str, about: &str) -> Deferred<String> {
    println!("the {desk} is asked for {about}");
    let (trigger, d) = Deferred::pair();
    let answer = look_up(desk, about);
    reactor.call_later(Duration::ZERO, move || match answer {
        Some(answer) => trigger.settle(answer),
        None => drop(trigger), // the question was lost
    });
    d
}

fn look_up(desk: &str, about: &str) -> Option<Result<String, Failure>> {
    Some(Ok(match (desk, about) {
        ("wire", "storm") => "a storm at sea".to_string(),
        ("wire", "council") => "the council meets about the bridge".to_string(),
        ("wire", "fair") => "the fair opens".to_string(),
        ("wire", "snow") => "snow in May".to_string(),
        ("wire", "coffee") => "a café opens beside the harbor".to_string(),
        ("wire", "rumour") | ("archive", "snow in May") => return None,
        ("writer", story) if story != "the fair opens" => story.to_uppercase(),
        ("archive", "a storm at sea") => "waves.png".to_string(),
        _ => return Some(Err(format!("nothing about {about}").into())),
    }))
}
