//! Two clients with the same two layers, one the other way round. The shop gives each of
//! them a card, and sends it on to where it is greeted.
//!
//! ```sh
//! cargo run --example cookie_jar
//! ```
//!
//! It prints
//!
//! ```text
//! cookies inside: Good morning, number 7. The usual?
//! cookies outside: Good morning. Are you new here?
//! ```

mod peer;

use deferred::Deferred;
use reactor::{Failure, Reactor};
use web_client::{Agent, CookieAgent, CookieJar, Fetch, RedirectAgent, read_body};

// ANCHOR: fetch
fn greet(who: &'static str, agent: &impl Fetch, url: &str) -> Deferred<()> {
    agent
        .get(url)
        .add_callback(read_body)
        .add_callback(move |page| println!("{who}: {}", String::from_utf8_lossy(&page)))
}
// ANCHOR_END: fetch

fn main() -> Result<(), Failure> {
    let reactor = Reactor::new();
    let card = peer::find(&reactor, "/card")?;

    // ANCHOR: layers
    let agent = Agent::new(&reactor);
    let inside = RedirectAgent::new(CookieAgent::new(agent.clone(), &CookieJar::new()));
    let outside = CookieAgent::new(RedirectAgent::new(agent), &CookieJar::new());
    // ANCHOR_END: layers

    let stop = reactor.clone();
    greet("cookies inside", &inside, &card)
        .add_callback(move |()| greet("cookies outside", &outside, &card))
        .add_errback(|failure| println!("{failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}
