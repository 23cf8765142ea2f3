//! # give_up_after
//!
//! A telephone rings. Who does not answer within 5 seconds is taken for absent. The
//! clock is a virtual one: a number lets so many seconds pass, `dead` is a line that
//! goes dead, and any other word is what they say:
//!
//! ```text
//! $ cargo xtask run give_up_after 8 hello
//! after 5 seconds: nobody is at home
//! after 8 seconds: somebody picks up
//! calls that still wait: 0
//! ```
//!
//! Give up in time. Only a timeout means that nobody is at home; every other failure
//! stays as it is. Who picks up too late talks to nobody, and that does no harm. And
//! when somebody has answered, no timer may run on.
//!
//! Read:  book/src/03-deferred/too-late.md
//! Run:   cargo xtask run give_up_after 8 hello     (and: 3 hello 9; 3 dead)
//! Check: cargo xtask check give_up_after

use std::time::Duration;

use deferred::{Deferred, Failure};
use reactor::{Clock, Time};

const PATIENCE: Duration = Duration::from_secs(5);

fn main() {
    let clock = Clock::new();
    let (trigger, words) = Deferred::pair();
    tell(&clock, at_home(&clock, words));

    let mut phone = Some(trigger);
    for word in std::env::args().skip(1) {
        if let Ok(seconds) = word.parse() {
            clock.pump(std::iter::repeat_n(Duration::from_secs(1), seconds));
        } else if let Some(phone) = phone.take() {
            say(&clock, "somebody picks up");
            phone.settle(if word == "dead" {
                Err(Failure::from("the line is dead"))
            } else {
                Ok(word)
            });
        }
    }
    println!("calls that still wait: {}", clock.delayed_calls().len());
}

/// What they say; `None` when nobody has answered within [`PATIENCE`].
fn at_home(clock: &Clock, words: Deferred<String>) -> Deferred<Option<String>> {
    // TODO: give up in time, and make `None` of a timeout.
    todo!("do not wait for ever")
}

fn tell(clock: &Clock, words: Deferred<Option<String>>) {
    let (heard, failed) = (clock.clone(), clock.clone());
    words.add_callbacks(
        move |words| match words {
            Some(words) => say(&heard, &format!("they say {words}")),
            None => say(&heard, "nobody is at home"),
        },
        move |failure| say(&failed, &format!("it fails: {failure}")),
    );
}

fn say(clock: &Clock, what: &str) {
    println!("after {} seconds: {what}", clock.seconds().as_secs());
}
