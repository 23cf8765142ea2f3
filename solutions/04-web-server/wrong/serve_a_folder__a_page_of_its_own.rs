//! Reads the two files itself, and sends them as what every page is taken for: HTML.
//!
//! The check says: has the wrong type

use std::path::{Path, PathBuf};

use reactor::{Failure, Reactor};
use web_server::{File, Rendered, Request, Resource, Site};

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
    let songs = File::new(folder.join("songs-2026"));
    songs.put_child("newest", Page(folder.join("songs-2026/july.txt")));

    let root = File::new(folder);
    root.put_child("songs", songs);
    root.put_child("poster", Page(folder.join("poster.svg")));
    root
}

/// What is in a file, read anew each time.
struct Page(PathBuf);

impl Resource for Page {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        std::fs::read(&self.0).map_err(Failure::from).into()
    }
}
