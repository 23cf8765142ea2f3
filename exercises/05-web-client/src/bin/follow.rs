//! # follow
//!
//! A client that goes where it is sent, without `RedirectAgent`. It asks for `/` at the
//! address that is its argument, and prints each step, and the page in the end:
//!
//! ```text
//! 301 to http://127.0.0.1:8000/shop/
//! 302 to http://127.0.0.1:8000/shop/today
//! 200 Rye, from six
//! ```
//!
//! - A 301, 302, 303, 307 or 308 is a redirect. Any other answer is a page, whatever its
//!   headers say.
//! - Where it leads stands in `Location`, as seen from the page that says so.
//! - A redirect that leads to no address is the failure `302 to nowhere`.
//! - Five of them are followed. Where the sixth leads is not asked any more, nor printed:
//!   the failure is `given up after 5 redirects`.
//!
//! Read:  book/src/05-web-client/following.md
//! Run:   cargo xtask run follow 127.0.0.1:8005
//!        (one who sends you elsewhere: cargo xtask run redirect 127.0.0.1:8005)
//! Check: cargo xtask check follow

use deferred::{Deferred, Outcome};
use reactor::{Failure, Reactor};
use url::Url;
use web_client::{Agent, Fetch, Response, read_body};

const LIMIT: usize = 5;

fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1).unwrap_or("127.0.0.1:8005".to_string());
    let url = format!("http://{server}/");

    let reactor = Reactor::new();
    let stop = reactor.clone();
    follow(Agent::new(&reactor), &url, 0)
        .add_callback(print)
        .add_errback(|failure| println!("{failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// Asks for a page to which so many redirects have led, and goes where it is sent.
fn follow(agent: Agent, url: &str, followed: usize) -> Deferred<Response> {
    agent.get(url).add_callback(move |response| match target(&response) {
        // TODO: print the step, and go on there; but not for ever.
        Ok(_) => Outcome::Now(Ok(response)),
        Err(failure) => Outcome::Now(Err(failure)),
    })
}

/// Where a redirect leads; nothing, if the answer is none.
fn target(response: &Response) -> Result<Option<Url>, Failure> {
    // TODO: `Url::parse` makes an address of text, and its `join` goes on from there.
    todo!("find the target")
}

fn print(response: Response) -> Deferred<()> {
    let status = response.status().as_u16();
    read_body(response)
        .add_callback(move |page| println!("{status} {}", String::from_utf8_lossy(&page)))
}
