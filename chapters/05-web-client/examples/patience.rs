//! How long a page may be, and how long it may take.
//!
//! ```sh
//! cargo run --example patience
//! ```
//!
//! It asks a shop of its own for two pages, each with several limits, and prints what
//! came of that. The page `/` is there at once. Ticket 9 is never called, so its page
//! never begins.

#[path = "peer/shop.rs"]
mod shop;

use deferred::gather_results;
use reactor::{Failure, Reactor};
use std::time::Duration;
use web_client::{Agent, PageGetter};

fn main() -> Result<(), Failure> {
    let reactor = Reactor::new();
    let site = shop::open(&reactor)?;

    // ANCHOR: limits
    let agent = Agent::new(&reactor).with_connect_timeout(Duration::from_secs(5));
    let hurried = agent.clone().with_answer_timeout(Duration::from_millis(50));
    let get = |agent, path| PageGetter::with_agent(agent, &format!("{site}{path}"));
    let in_short = Duration::from_millis(20);
    let trials = [
        ("a page", get(&agent, "/")),
        ("a page of at most 20 bytes", get(&agent, "/").limit(20)),
        ("a server that thinks", get(&hurried, "/ticket/9")),
        ("a page that is there in 20 ms", get(&agent, "/ticket/9").timeout(in_short)),
    ];
    // ANCHOR_END: limits

    let lines = trials.map(|(what, page)| {
        page.get().add_both(move |page| match page {
            Ok(page) => format!("{what}: {} bytes", page.len()),
            Err(failure) => format!("{what}: {failure}"),
        })
    });
    let stop = reactor.clone();
    gather_results(lines)
        .add_callback(|lines| println!("{}", lines.join("\n")))
        .add_both(move |_| stop.stop());
    reactor.run()
}
