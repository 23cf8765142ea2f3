//! # serve_a_folder
//!
//! A band has a folder, and wants it on the web:
//!
//! | path | what is there |
//! |---|---|
//! | `/` | the folder with all that is in it, each file at its own name |
//! | `/songs/` | its folder `songs-2026`, once more |
//! | `/songs/newest` | the file `july.txt` out of `songs-2026` |
//! | `/poster` | its file `poster.svg` |
//!
//! A folder's page is a list. Every file comes with its type, also where its name in
//! the path tells none: a browser has to know that `/poster` is a picture. And what
//! changes in the folder, changes on the site.
//!
//! Read:  book/src/04-web-server/files.md
//! Run:   cargo xtask run serve_a_folder 127.0.0.1:8005 exercises/04-web-server/band
//! Check: cargo xtask check serve_a_folder

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
    // TODO: a `File` for each row of the table. Who is put into whom?
    todo!("serve {}", folder.display())
}
