//! # try_again
//!
//! A server has a bad day. The arguments are what becomes of one attempt after the other
//! to fetch its page: a number from 400 on is the status of an answer, `refused`, `slow`
//! and `nonsense` are other failures, and any other word is the page. Each attempt takes
//! a second of a clock that the program moves.
//!
//! ```text
//! $ cargo xtask run try_again 503 refused welcome
//! after 0 seconds: attempt 1
//! after 2 seconds: attempt 2
//! after 5 seconds: attempt 3
//! after 6 seconds: the page: welcome
//! timers that are still set: 0
//! ```
//!
//! If an attempt has failed, wait a second, counted from its failure, and make another
//! one; if that has failed, wait two seconds, then four, then eight. The fifth attempt is
//! the last, and its failure is everybody's. Try again only if the failure may pass: the
//! server says by a status from 500 on that it is to blame, or by 429 that there were too
//! many requests; or it has not been there, or was too slow. Any other failure will be
//! the same in a minute, and is passed on at once.
//!
//! Read:  book/src/05-web-client/again.md
//! Run:   cargo xtask run try_again 503 refused welcome     (and: 404 welcome)
//! Check: cargo xtask check try_again

use std::time::Duration;

use deferred::{Deferred, defer_later};
use reactor::reasons::ConnectionRefused;
use reactor::{Clock, Failure, Time};
use web_client::{InvalidUrl, StatusCode, StatusError, TooSlow, Waiting};

const ATTEMPTS: u32 = 5;
const FIRST_DELAY: Duration = Duration::from_secs(1);

fn main() {
    let clock = Clock::new();
    let mut server = Server { clock: clock.clone(), attempts: 0 };
    let page = try_again(&clock, ATTEMPTS, FIRST_DELAY, move || server.fetch());

    let (time, late) = (clock.clone(), clock.clone());
    page.add_callbacks(
        move |page| say(&time, &format!("the page: {page}")),
        move |failure| say(&late, &format!("given up: {failure}")),
    );
    clock.pump([Duration::from_secs(1); 60]);
    println!("timers that are still set: {}", clock.delayed_calls().len());
}

/// Makes attempts, at most `attempts` of them, until one of them succeeds, or fails in a
/// way that does not pass. Between them it waits: `delay`, then twice as long each time.
fn try_again<T: 'static>(
    time: &(impl Time + Clone + 'static),
    attempts: u32,
    delay: Duration,
    attempt: impl FnMut() -> Deferred<T> + 'static,
) -> Deferred<T> {
    // TODO: make an attempt; if it has failed, wait, and make another one.
    todo!("try, and try again")
}

/// Whether the next attempt may end otherwise.
fn may_pass(failure: &Failure) -> bool {
    // TODO: ask the failure what it is.
    todo!("is it worth another attempt?")
}

struct Server {
    clock: Clock,
    attempts: usize,
}

impl Server {
    fn fetch(&mut self) -> Deferred<String> {
        self.attempts += 1;
        say(&self.clock, &format!("attempt {}", self.attempts));
        let outcome = std::env::args().nth(self.attempts).unwrap_or("no more words".to_string());
        defer_later(&self.clock, Duration::from_secs(1), move || result(outcome))
    }
}

fn result(outcome: String) -> Result<String, Failure> {
    Err(match outcome.as_str() {
        "refused" => ConnectionRefused(std::io::ErrorKind::ConnectionRefused.into()).into(),
        "slow" => TooSlow { waiting: Waiting::Page, after: Duration::from_secs(1) }.into(),
        "nonsense" => InvalidUrl { url: outcome, why: "nonsense".to_string() }.into(),
        _ => match outcome.parse::<u16>().ok().and_then(|code| StatusCode::from_u16(code).ok()) {
            Some(status) => status_error(status).into(),
            None => return Ok(outcome),
        },
    })
}

fn status_error(status: StatusCode) -> StatusError {
    let phrase = status.canonical_reason().unwrap_or("for its own reasons").to_string();
    StatusError { status, phrase, body: Vec::new() }
}

fn say(clock: &Clock, what: &str) {
    println!("after {} seconds: {what}", clock.seconds().as_secs());
}
