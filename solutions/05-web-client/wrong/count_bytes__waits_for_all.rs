//! Reads the whole body, and tells then.
//!
//! The check says: A piece has come, and it is not told

use deferred::Deferred;
use reactor::{Failure, Reactor};
use web_client::{Agent, Fetch, Response, read_body};

fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());

    let reactor = Reactor::new();
    let stop = reactor.clone();
    Agent::new(&reactor)
        .get(&format!("http://{server}/film"))
        .add_callback(count)
        .add_errback(|failure| println!("no film: {failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// Fires when the body is over, however it ended.
fn count(response: Response) -> Deferred<()> {
    let length = response.length();
    read_body(response).add_callback(move |body| {
        let received = body.len();
        match length {
            Some(length) => println!("{received} of {length} bytes"),
            None => println!("{received} bytes"),
        }
        println!("complete: {received} bytes");
    })
}
