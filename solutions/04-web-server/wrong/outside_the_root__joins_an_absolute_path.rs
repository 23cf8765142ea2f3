//! Finds every `..`, and forgets that a path may begin at the very top.
//!
//! The check says: `join` puts that in place of the folder

use std::fs;
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
        let names = PathBuf::from(request.rest_of_path().join("/"));
        if names.components().any(|part| part == std::path::Component::ParentDir) {
            return None;
        }
        let path = self.folder.join(names);
        path.is_file().then_some(path)
    }
}

impl Resource for Files {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        let content = self.find(request).and_then(|path| fs::read(path).ok());
        content.map_or_else(|| NoResource.render(request), Rendered::from)
    }
}
