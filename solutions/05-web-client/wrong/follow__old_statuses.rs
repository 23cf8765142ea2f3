//! Takes a status for a redirect that is none any more.
//!
//! The check says: a 305 is none of them

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
        Ok(None) => Outcome::Now(Ok(response)),
        Ok(Some(_)) if followed == LIMIT => {
            Outcome::Now(Err(format!("given up after {LIMIT} redirects").into()))
        }
        Ok(Some(url)) => {
            println!("{} to {url}", response.status().as_u16());
            Outcome::Later(follow(agent, url.as_str(), followed + 1))
        }
        Err(failure) => Outcome::Now(Err(failure)),
    })
}

/// Where a redirect leads; nothing, if the answer is none.
fn target(response: &Response) -> Result<Option<Url>, Failure> {
    let status = response.status().as_u16();
    if !matches!(status, 301 | 302 | 303 | 305 | 307 | 308) {
        return Ok(None);
    }
    let from = Url::parse(response.url())?;
    let location = response.headers().get("Location");
    match location.and_then(|location| from.join(location).ok()) {
        Some(url) => Ok(Some(url)),
        None => Err(format!("{status} to nowhere").into()),
    }
}

fn print(response: Response) -> Deferred<()> {
    let status = response.status().as_u16();
    read_body(response)
        .add_callback(move |page| println!("{status} {}", String::from_utf8_lossy(&page)))
}
