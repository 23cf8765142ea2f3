//! # outside_the_root
//!
//! A file server by hand. Its author had heard that `..` in a path is dangerous, and
//! looks for it. But there are other ways out of the folder, and they are all open; some
//! paths make it panic; and a file by the name of `what..next.txt` is refused.
//!
//! Mend it, so that it holds to this:
//!
//! 1. Every file in the folder is served, and so is every one in the folders below it.
//! 2. A symbolic link is followed to a file that is in the folder, and to no other. The
//!    folder of the argument may be a link itself.
//! 3. Everything else gets the status 404: what lies elsewhere, however its path is
//!    spelt; what is not there; and what is no file. No path is a reason to panic.
//!
//! Read:  book/src/04-web-server/files.md
//! Run:   cargo xtask run outside_the_root 127.0.0.1:8005 exercises/04-web-server/band
//! Check: cargo xtask check outside_the_root

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use reactor::{Failure, Reactor};
use web_server::{NoResource, Rendered, Request, Resource, Site};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8005".to_string());
    let folder = PathBuf::from(std::env::args().nth(2).unwrap_or(".".to_string()));
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Files { folder }))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

struct Files {
    folder: PathBuf,
}

impl Files {
    /// The path of the file that is asked for; `None` if nobody may have it.
    fn find(&self, request: &Request) -> Option<PathBuf> {
        // TODO: this looks at what was sent. Where does the path lead?
        if request.path().contains("..") {
            return None;
        }
        // The names between the slashes, decoded.
        let names = request.rest_of_path();
        Some(self.folder.join(names.join("/")))
    }
}

impl Resource for Files {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        let Some(path) = self.find(request) else { return NoResource.render(request) };
        match fs::read(&path) {
            Ok(content) => content.into(),
            Err(error) if error.kind() == ErrorKind::NotFound => NoResource.render(request),
            Err(error) => panic!("{}: {error}", path.display()),
        }
    }
}
