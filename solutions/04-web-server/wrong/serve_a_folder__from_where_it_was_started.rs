//! Looks for the songs where the program was started, not in the band's folder.
//!
//! The check says: a path without that begins where the program was started

use std::path::{Path, PathBuf};

use reactor::{Failure, Reactor};
use web_server::{File, Site};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8005".to_string());
    let folder = PathBuf::from(std::env::args().nth(2).unwrap_or(".".to_string()));
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, site(&folder)))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

/// The root of the site; `folder` is the band's.
fn site(folder: &Path) -> File {
    let songs = File::new("songs-2026");
    songs.put_child("newest", File::new("songs-2026/july.txt"));

    let root = File::new(folder);
    root.put_child("songs", songs);
    root.put_child("poster", File::new("poster.svg"));
    root
}
