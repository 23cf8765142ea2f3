//! Asks the archive before it is known that there will be a page.
//!
//! The check says: is asked for nothing

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
    let story = ask(&reactor, "wire", &topic).await?;
    let writer = ask(&reactor, "writer", &story);
    let archive = ask(&reactor, "archive", &story);
    let headline = writer.await?;
    let length = headline.chars().count();
    if length > LIMIT {
        return Err(format!("{length} characters are too many").into());
    }
    let picture = archive.await.unwrap_or("no picture".to_string());
    Ok(format!("{headline} ({picture})"))
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
