//! Fetches a page into a file.
//!
//! ```sh
//! cargo run --example download_page                          # from a shop of its own
//! cargo run --example download_page -- /news news.txt        # another one of its pages
//! cargo run --example download_page -- http://example.com example.html
//! ```
//!
//! Without a name, the file is `downloaded.html` in the folder for temporary files. It
//! prints how many bytes the file has, or what went wrong, and then there is no file.

mod peer;

use reactor::{Failure, Reactor};
use std::env;
use std::path::PathBuf;
use web_client::download_page;

fn main() -> Result<(), Failure> {
    let mut arguments = env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "/".into());
    let path = arguments.next().map_or_else(somewhere, PathBuf::from);
    let reactor = Reactor::new();
    let url = peer::find(&reactor, &address)?;

    // ANCHOR: download
    let stop = reactor.clone();
    download_page(&reactor, &url, path)
        .add_callback(|bytes| println!("saved {bytes} bytes"))
        .add_errback(|failure| println!("{failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
    // ANCHOR_END: download
}

fn somewhere() -> PathBuf {
    env::temp_dir().join("downloaded.html")
}
