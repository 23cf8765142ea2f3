//! [`File`]: a file, or a folder of them, as a resource.

mod find;
mod handle;
mod kind;
mod listing;
mod name;
mod range;
mod serve;

use crate::later::Later;
use crate::{ErrorPage, NoResource, Rendered, Request, Resource, StatusCode, redirect_to};
use find::{Found, Refusal, Wanted};
use percent_encoding::{CONTROLS, utf8_percent_encode};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// A file, or a folder with all that is in it.
///
/// A folder's page is its `index.html`, or a list of what it holds. What is asked
/// for without having changed is not sent again (`ETag`, `Last-Modified`), a part is
/// sent if only a part is wanted (`Range`), and text travels compressed to those who
/// take that. The disk is read in other threads, piece by piece, as fast as the
/// client takes it: the loop goes on, and no file is ever in memory as a whole.
///
/// Nothing is served but regular files below the path that it was made with. A
/// symbolic link is followed if it stays below, too. Names that begin with a dot are
/// not served: `.git` and `.env` are what strangers ask for first. Such a folder can
/// be served on purpose, with [`put_child`](File::put_child).
///
/// Whoever may write to the folder decides what is in it: a path that is changed in
/// the very moment between its check and its opening may lead elsewhere.
///
/// ```no_run
/// use reactor::{Failure, Reactor};
/// use web_server::{File, Site};
///
/// fn main() -> Result<(), Failure> {
///     let root = File::new("public");
///     root.put_child("manual", File::new("target/doc"));
///
///     let reactor = Reactor::new();
///     reactor.listen_tcp(8005, Site::new(&reactor, root))?;
///     reactor.run()
/// }
/// ```
///
/// Twisted: `twisted.web.static.File`.
pub struct File {
    root: Arc<Path>,
    children: RefCell<HashMap<String, Rc<dyn Resource>>>,
}

impl File {
    /// What is at `path`. It is looked up anew for every request: if there is
    /// nothing, the answer is 404, *Not Found*.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { root: path.into().into(), children: RefCell::default() }
    }

    /// Puts `child` at `name`, one segment of a path. It wins over a file of that
    /// name, and no list shows it.
    pub fn put_child(&self, name: impl Into<String>, child: impl Resource) {
        let _replaced = self.children.borrow_mut().insert(name.into(), Rc::new(child));
    }
}

impl Resource for File {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        let child = self.children.borrow().get(name).cloned();
        child.unwrap_or_else(|| Rc::new(Below { root: self.root.clone(), name: name.to_owned() }))
    }

    fn render_get(&self, request: &Request) -> Rendered {
        fetch(&self.root, Vec::new(), request)
    }
}

/// What is at one path below a [`File`]. The rest of the path is its own affair: a
/// resource for every segment would copy the path that often.
struct Below {
    root: Arc<Path>,
    name: String,
}

impl Resource for Below {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        let mut names = vec![self.name.clone()];
        names.extend(request.rest_of_path());
        fetch(&self.root, names, request)
    }
}

/// Finds what is wanted in another thread, since a disk may be slow.
fn fetch(root: &Arc<Path>, names: Vec<String>, request: &Request) -> Rendered {
    let Some(wanted) = Wanted::new(root, names, request.path()) else {
        return NoResource.render(request);
    };
    let request = request.clone();
    Rendered::Later(Later::new(async move {
        match tokio::task::spawn_blocking(move || wanted.find()).await {
            Ok(found) => answer(found, &request).await,
            Err(broken) => Rendered::Failed(broken.into()),
        }
    }))
}

async fn answer(found: Result<Found, Refusal>, request: &Request) -> Rendered {
    match found {
        Ok(Found::File(file)) => serve::serve(file, request).await.into(),
        Ok(Found::Listing(names)) => listing::html(request.path(), &names).into(),
        Ok(Found::WithoutSlash) => add_slash(request),
        Err(Refusal::Missing) => NoResource.render(request),
        Err(Refusal::Forbidden) => {
            ErrorPage::new(StatusCode::FORBIDDEN, "This may not be read.").render(request)
        }
        Err(Refusal::Failed(error)) => Rendered::Failed(error.into()),
    }
}

/// To the same path with a slash at the end, which the relative links of a folder's
/// page need. With two slashes at its beginning, a path would name another host.
fn add_slash(request: &Request) -> Rendered {
    let path = utf8_percent_encode(request.path().trim_start_matches('/'), CONTROLS);
    let query = request.query().map(|query| format!("?{}", utf8_percent_encode(query, CONTROLS)));
    let url = format!("/{path}/{}", query.unwrap_or_default());
    redirect_to(&url, request).map_err(Into::into).into()
}
