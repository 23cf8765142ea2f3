//! From a path that somebody asked for to a file that he may have. All of this
//! waits for the disk, and so runs in a thread of its own.

use super::kind::Kind;
use super::listing::{self, Entry};
use super::name::is_plain;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder's own page. Twisted looks for `index`, `index.htm` and `index.rpy`, too.
const INDEX: &str = "index.html";

/// What somebody asked for.
pub(super) struct Wanted {
    root: Arc<Path>,
    names: Vec<String>,
    /// The names end in a slash, as only a folder's do.
    is_folder: bool,
    /// The whole path ends in a slash: where the root itself stands at one.
    at_slash: bool,
}

/// What there is.
pub(super) enum Found {
    File(Opened),
    Listing(Vec<Entry>),
    /// A folder, asked for like a file.
    WithoutSlash,
}

/// A file that is ready to be read.
pub(super) struct Opened {
    pub(super) file: fs::File,
    pub(super) metadata: Metadata,
    pub(super) kind: Kind,
}

/// Why there is nothing.
pub(super) enum Refusal {
    Missing,
    Forbidden,
    Failed(io::Error),
}

/// Something that is below the root, and a file or a folder.
pub(super) struct Place {
    path: PathBuf,
    pub(super) metadata: Metadata,
}

impl Wanted {
    /// `None` if no file has such a name.
    pub(super) fn new(root: &Arc<Path>, mut names: Vec<String>, path: &str) -> Option<Self> {
        let is_folder = names.pop_if(|name| name.is_empty()).is_some();
        let are_plain = names.iter().all(|name| is_plain(name));
        let at_slash = path.ends_with('/');
        are_plain.then(|| Self { root: root.clone(), names, is_folder, at_slash })
    }

    pub(super) fn find(self) -> Result<Found, Refusal> {
        let place = locate(&self.root, &self.names)?;
        if !place.metadata.is_dir() {
            return if self.is_folder { Err(Refusal::Missing) } else { self.open(place) };
        }
        if !self.is_folder && !self.at_slash {
            return Ok(Found::WithoutSlash);
        }
        self.page_of(place)
    }

    fn open(&self, place: Place) -> Result<Found, Refusal> {
        let name =
            self.names.last().map_or_else(|| self.root.file_name(), |name| Some(name.as_ref()));
        let kind = Kind::of(name.unwrap_or_default());
        open(&place.path, kind).map(Found::File)
    }

    fn page_of(mut self, folder: Place) -> Result<Found, Refusal> {
        self.names.push(INDEX.to_owned());
        match locate(&self.root, &self.names) {
            Ok(index) if index.metadata.is_file() => return self.open(index),
            Ok(_) | Err(Refusal::Missing) => self.names.pop(),
            Err(refusal) => return Err(refusal),
        };
        Ok(Found::Listing(listing::entries(&self.root, &self.names, &folder.path)?))
    }
}

/// Finds what the names lead to, once all links are followed: it has to be below the
/// root still, and a regular file or a folder. A device may do anything when it is
/// opened, and a pipe waits for a writer.
pub(super) fn locate(root: &Path, names: &[String]) -> Result<Place, Refusal> {
    let root = fs::canonicalize(root).map_err(Refusal::no_way)?;
    let mut path = root.clone();
    path.extend(names);
    let path = fs::canonicalize(path).map_err(Refusal::no_way)?;
    let metadata = fs::symlink_metadata(&path).map_err(Refusal::no_way)?;
    let is_below = path.starts_with(root);
    if is_below && (metadata.is_file() || metadata.is_dir()) {
        Ok(Place { path, metadata })
    } else {
        Err(Refusal::Missing)
    }
}

fn open(path: &Path, kind: Kind) -> Result<Opened, Refusal> {
    let file = options().open(path)?;
    // Asked of the open file: what is at the path may have changed meanwhile.
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok(Opened { file, metadata, kind }) } else { Err(Refusal::Missing) }
}

/// Opens without waiting, should there be a pipe by now, and follows no new link.
#[cfg(unix)]
fn options() -> fs::OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;

    let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY;
    let mut options = fs::File::options();
    options.read(true).custom_flags(flags.bits().cast_signed());
    options
}

#[cfg(not(unix))]
fn options() -> fs::OpenOptions {
    let mut options = fs::File::options();
    options.read(true);
    options
}

impl Refusal {
    /// Whatever is wrong with a path, it leads nowhere: too long, in a circle,
    /// through a file.
    fn no_way(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Missing,
        }
    }
}

/// Of something that is there. Too many open files, say, is a fault of ours.
impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Failed(error),
        }
    }
}
