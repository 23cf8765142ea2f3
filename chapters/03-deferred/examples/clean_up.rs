//! What is opened for a while is closed in either case, and then the result goes on
//! as it came.
//!
//! Run it: `cargo run -p deferred --example clean_up`
//!
//! It prints how two questions are asked, one with an answer and one without. The
//! clock is a virtual one.

use std::time::Duration;

use deferred::{Deferred, Failure};
use reactor::{Clock, Time};

// ANCHOR: look_up
/// Opens a library, asks, and closes it again when the asking is over.
fn look_up(clock: &Clock, country: &'static str) -> Deferred<&'static str> {
    let library = Library::open(clock);
    let asked = library.ask(country);
    asked.add_both(move |result| {
        library.close();
        result
    })
}
// ANCHOR_END: look_up

// ANCHOR: main
fn main() {
    for country in ["France", "Atlantis"] {
        println!("-- the capital of {country}");
        let clock = Clock::new();
        look_up(&clock, country).add_callbacks(
            |capital| println!("it is {capital}"),
            |failure: Failure| println!("no answer: {failure}"),
        );
        println!("asked");
        clock.advance(Duration::from_secs(2));
    }
}
// ANCHOR_END: main

/// Something that may not be left open.
struct Library {
    clock: Clock,
}

impl Library {
    fn open(clock: &Clock) -> Library {
        let library = Library { clock: clock.clone() };
        library.say("the library opens");
        library
    }

    /// The answer takes two seconds.
    fn ask(&self, country: &'static str) -> Deferred<&'static str> {
        let (trigger, d) = Deferred::pair();
        self.clock.call_later(Duration::from_secs(2), move || match country {
            "France" => trigger.callback("Paris"),
            _ => trigger.errback(format!("no book on {country}")),
        });
        d
    }

    fn close(&self) {
        self.say("the library closes");
    }

    fn say(&self, what: &str) {
        println!("after {} s: {what}", self.clock.seconds().as_secs());
    }
}
