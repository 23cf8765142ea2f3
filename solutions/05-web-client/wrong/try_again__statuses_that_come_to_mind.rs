//! Knows four of the statuses by which a server blames itself.
//!
//! The check says: not only those that come to mind

use std::time::Duration;

use deferred::{Deferred, Outcome, defer_later};
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
    mut attempt: impl FnMut() -> Deferred<T> + 'static,
) -> Deferred<T> {
    let time = time.clone();
    attempt().add_errback(move |failure| {
        if attempts == 1 || !may_pass(&failure) {
            return Outcome::Now(Err(failure));
        }
        let next = time.clone();
        Outcome::Later(defer_later(&time, delay, move || {
            try_again(&next, attempts - 1, 2 * delay, attempt)
        }))
    })
}

/// Whether the next attempt may end otherwise.
fn may_pass(failure: &Failure) -> bool {
    if let Some(error) = failure.check::<StatusError>() {
        return matches!(error.status.as_u16(), 500 | 502 | 503 | 504)
            || error.status == StatusCode::TOO_MANY_REQUESTS;
    }
    failure.check::<ConnectionRefused>().is_some() || failure.check::<TooSlow>().is_some()
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
