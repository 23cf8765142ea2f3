//! # only_some
//!
//! A board says what becomes of the train: from which platform it leaves, that it is
//! late, or something else.
//!
//! ```text
//! $ cargo xtask run only_some "platform 4"    boarding at platform 4
//! $ cargo xtask run only_some "late 7"        waiting for 7 minutes
//!                                             boarding at platform 1
//! $ cargo xtask run only_some "late soon"     no journey, the board is broken: …
//! $ cargo xtask run only_some strike          no journey: strike
//! ```
//!
//! A train that is late is waited for. It comes in at platform 1. Every other failure
//! is none of your business: pass it on, as it is.
//!
//! Read:  book/src/03-deferred/passing-on.md
//! Run:   cargo xtask run only_some "late 7"
//! Check: cargo xtask check only_some

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
    // TODO: is it a `Late`? Then print `waiting for N minutes`, and go on.
    todo!("trap one kind")
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
