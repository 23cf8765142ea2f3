//! The trigger goes into the function that the clock calls, and waits there. So both
//! ways, the good one and the bad one, take their time.

use std::time::Duration;

use deferred::{Deferred, Failure};
use reactor::{Clock, Time};

/// The longest headline that fits, in characters.
const LIMIT: usize = 30;

fn main() {
    let mut args = std::env::args().skip(1);
    let text = args.next().unwrap_or("rain in Spain".to_string());

    let clock = Clock::new();
    show(set(&clock, text), &clock);
    say(&clock, "ordered");
    for seconds in args {
        pass(&clock, seconds.parse().unwrap_or(0));
        say(&clock, "back at work");
    }
}

/// Sets a headline: it is there, or has failed, after a second for each word.
fn set(clock: &Clock, text: String) -> Deferred<String> {
    let (trigger, d) = Deferred::pair();
    let words = text.split_whitespace().count() as u64;
    clock.call_later(Duration::from_secs(words), move || trigger.settle(fit(&text)));
    d
}

/// The headline in capitals, if it fits.
fn fit(text: &str) -> Result<String, Failure> {
    let length = text.chars().count();
    if length > LIMIT {
        return Err(format!("{length} characters are too many").into());
    }
    Ok(text.to_uppercase())
}

fn show(headline: Deferred<String>, clock: &Clock) {
    let [good, bad] = [clock.clone(), clock.clone()];
    headline.add_callbacks(
        move |headline| say(&good, &headline),
        move |failure: Failure| say(&bad, &format!("no headline: {failure}")),
    );
}

/// Second by second, so that each call runs in the second in which it is due.
fn pass(clock: &Clock, seconds: usize) {
    clock.pump(std::iter::repeat_n(Duration::from_secs(1), seconds));
}

fn say(clock: &Clock, what: &str) {
    println!("after {} seconds: {what}", clock.seconds().as_secs());
}
