//! Goes by the words of the message.
//!
//! The check says: goes by the words

use std::error::Error;
use std::fmt;
use std::num::ParseIntError;

use deferred::{Deferred, Failure};

fn main() {
    let news = std::env::args().nth(1).unwrap_or("late 7".to_string());

    let (trigger, d) = Deferred::pair();
    d.add_callback(read).add_errback(wait).add_callbacks(board, give_up);
    trigger.callback(news);
}

/// The platform; or why there is none.
fn read(news: String) -> Result<u32, Failure> {
    match news.split_once(' ') {
        Some(("platform", number)) => Ok(number.parse()?),
        Some(("late", minutes)) => Err(Late { minutes: minutes.parse()? }.into()),
        _ => Err(news.into()),
    }
}

/// Where a train comes in that is late. A failure of another kind is passed on.
fn wait(failure: Failure) -> Result<u32, Failure> {
    let message = failure.to_string();
    if !message.contains("late") {
        return Err(failure);
    }
    let minutes = message.split(|c: char| !c.is_numeric()).find(|word| !word.is_empty());
    println!("waiting for {} minutes", minutes.unwrap_or("some"));
    Ok(1)
}

fn board(platform: u32) {
    println!("boarding at platform {platform}");
}

fn give_up(failure: Failure) {
    match failure.check::<ParseIntError>() {
        Some(error) => println!("no journey, the board is broken: {error}"),
        None => println!("no journey: {failure}"),
    }
}

/// The train is late.
#[derive(Debug)]
struct Late {
    minutes: u32,
}

impl fmt::Display for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} minutes late", self.minutes)
    }
}

impl Error for Late {}
