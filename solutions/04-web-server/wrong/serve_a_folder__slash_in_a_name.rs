//! Puts a whole path into the root, where only names are looked for.
//!
//! The check says: nobody asks for one with a slash in it

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
    let root = File::new(folder);
    root.put_child("songs", File::new(folder.join("songs-2026")));
    root.put_child("songs/newest", File::new(folder.join("songs-2026/july.txt")));
    root.put_child("poster", File::new(folder.join("poster.svg")));
    root
}
