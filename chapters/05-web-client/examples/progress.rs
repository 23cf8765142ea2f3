//! Fetches a page into a file that was there before, and tells how far it is.
//!
//! ```sh
//! cargo run --example progress        # all of the page comes
//! cargo run --example progress -- cut # it breaks off
//! ```
//!
//! The first one prints
//!
//! ```text
//! 6 of 11 bytes
//! 11 of 11 bytes
//! saved 11 bytes
//! the file has: hello world
//! ```

#[path = "peer/raw.rs"]
mod raw;

use reactor::{Failure, Reactor};
use std::fs;
use web_client::PageGetter;

const WHOLE: [&str; 2] = ["HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello ", "world"];
const CUT: [&str; 2] = ["HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello ", ""];

fn main() -> Result<(), Failure> {
    let is_cut = std::env::args().nth(1).is_some_and(|arg| arg == "cut");
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("greeting.txt");
    fs::write(&path, "what was there before")?;

    let reactor = Reactor::new();
    let url = raw::serve(&reactor, if is_cut { CUT } else { WHOLE })?;

    // ANCHOR: download
    let stop = reactor.clone();
    PageGetter::new(&reactor, &url)
        .download_with(&path, |now| match now.expected {
            Some(expected) => println!("{} of {expected} bytes", now.written),
            None => println!("{} bytes", now.written),
        })
        .add_callback(|bytes| println!("saved {bytes} bytes"))
        .add_errback(|failure| println!("{failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()?;
    println!("the file has: {}", fs::read_to_string(&path)?);
    // ANCHOR_END: download
    Ok(())
}
