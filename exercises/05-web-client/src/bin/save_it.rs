//! # save_it
//!
//! Every night an export is fetched, and somebody opens it in the morning. The program
//! fetches the page at `/export` of the server whose address is its first argument into
//! the file that its second one names, and prints one of
//!
//! ```text
//! saved: 23 bytes
//! not saved: 404 Not Found
//! ```
//!
//! The export may be larger than the memory, so it is written as it comes. And half an
//! export looks like a whole one: the file is there, or is replaced, only when all of
//! it has come, and one can be sure of that. Whatever else happens, the file that was
//! there stays, and nothing else is left in its folder. Any status but 200 is no export.
//! Why something is not saved is said in the failure's own words.
//!
//! Do here by yourself what `download_page` does.
//!
//! Read:  book/src/05-web-client/downloads.md
//! Run:   cargo xtask run save_it 127.0.0.1:8000 export.csv
//!        (a server to ask: python3 -m http.server --bind 127.0.0.1 8000)
//! Check: cargo xtask check save_it

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;

use deferred::{Deferred, Trigger, fail};
use reactor::{Failure, Protocol, Reactor, Transport};
use web_client::{Agent, Fetch, Response, ResponseDone, StatusCode};

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let server = args.next().unwrap_or("127.0.0.1:8000".to_string());
    let path = PathBuf::from(args.next().unwrap_or("export.csv".to_string()));

    let reactor = Reactor::new();
    let stop = reactor.clone();
    Agent::new(&reactor)
        .get(&format!("http://{server}/export"))
        .add_callback(move |response| save(response, path))
        .add_callback(|length| println!("saved: {length} bytes"))
        .add_errback(|failure| println!("not saved: {failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// Fires with the number of bytes, when the file is there.
fn save(response: Response, path: PathBuf) -> Deferred<u64> {
    // TODO: which answer is no export? For one that is, hand the body to a `Saver`.
    todo!("begin to save")
}

/// Takes a body into a file.
struct Saver {
    // TODO: where does it write, until all is there?
    path: PathBuf,
    written: u64,
    done: Option<Trigger<u64>>,
}

impl Protocol for Saver {
    fn data_received(&mut self, _: &Transport, data: &[u8]) {
        todo!("write it")
    }

    fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
        todo!("has all of it come?")
    }
}
