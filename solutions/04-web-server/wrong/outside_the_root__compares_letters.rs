//! Compares where the path leads with the folder as text is compared.
//!
//! The check says: paths are compared name by name

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
        let folder = fs::canonicalize(&self.folder).ok()?;
        let path = fs::canonicalize(folder.join(request.rest_of_path().join("/"))).ok()?;
        let is_inside = path.to_string_lossy().starts_with(&*folder.to_string_lossy());
        (is_inside && path.is_file()).then_some(path)
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
