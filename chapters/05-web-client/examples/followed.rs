//! Goes where a server sends it, and says where that was.
//!
//! ```sh
//! cargo run --example followed                       # from a page that has moved
//! cargo run --example followed -- /round             # one that leads to itself
//! cargo run --example followed -- http://example.com # a page of the world
//! ```
//!
//! The first one prints, with another port:
//!
//! ```text
//! 200 http://127.0.0.1:41873/
//! ```

mod peer;

use reactor::{Failure, Reactor};
use web_client::{Agent, Fetch, RedirectAgent};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "/old".into());
    let reactor = Reactor::new();
    let url = peer::find(&reactor, &address)?;

    // ANCHOR: follow
    let stop = reactor.clone();
    RedirectAgent::new(Agent::new(&reactor))
        .with_limit(5)
        .get(&url)
        .add_callbacks(
            |response| println!("{} {}", response.status().as_u16(), response.url()),
            |failure| println!("{failure}"),
        )
        .add_both(move |_| stop.stop());
    // ANCHOR_END: follow
    reactor.run()
}
