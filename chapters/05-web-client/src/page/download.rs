//! [`download_page`]: a page into a file, bit by bit.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use deferred::Deferred;
use reactor::{Failure, Reactor};
use tempfile::{Builder, NamedTempFile};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use super::PageGetter;
use crate::incoming::Incoming;
use crate::{CannotSave, Response};

/// How long a download may take, where nothing else is said. That the server stops in
/// the middle is noticed by the agent, and much sooner.
const TIMEOUT: Duration = Duration::from_secs(60 * 60);

/// Fetches a page into a file, and fires with the number of its bytes.
///
/// The file is there when all of it is, and not before: what comes is written beside
/// it, under another name, and is given the file's name at the end. A file that was
/// there is replaced. When anything goes wrong, or the Deferred is cancelled, nothing
/// is left of it. A page whose end nobody knows, since it came with the end of the
/// connection, is taken as it is.
///
/// At most a few buffers of it are in memory, however long the page is. It may take an
/// hour, as long as it goes on; [`PageGetter::timeout`] sets another time.
///
/// Twisted: `downloadPage`, which leaves half a file behind.
pub fn download_page(reactor: &Reactor, url: &str, path: impl Into<PathBuf>) -> Deferred<u64> {
    PageGetter::new(reactor, url).download(path)
}

impl PageGetter {
    /// Fetches the page into a file, as [`download_page`] does. Its length is not
    /// limited.
    pub fn download(self, path: impl Into<PathBuf>) -> Deferred<u64> {
        self.download_with(path, |_| {})
    }

    /// The same, and calls `progress` after each piece that was written.
    pub fn download_with(
        self,
        path: impl Into<PathBuf>,
        progress: impl FnMut(Progress) + 'static,
    ) -> Deferred<u64> {
        let (path, deadline) = (path.into(), self.deadline(TIMEOUT));
        let saved = self.send().add_callback(move |response: Response| {
            let reactor = response.reactor().clone();
            Deferred::from_future(&reactor, save(response.body, path, progress))
        });
        deadline.set_for(saved)
    }
}

/// How far a download is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes are written.
    pub written: u64,
    /// How many there will be, if the server has said so.
    pub expected: Option<u64>,
}

// ANCHOR: save
async fn save(
    mut incoming: Box<Incoming>,
    path: PathBuf,
    mut progress: impl FnMut(Progress),
) -> Result<u64, Failure> {
    let cannot = |source| CannotSave { path: path.clone(), source };
    let (temporary, mut file) = begin(&path).map_err(cannot)?;
    let mut now = Progress { written: 0, expected: incoming.length() };
    while let Some(part) = incoming.next().await {
        let part = part?;
        file.write_all(&part).await.map_err(cannot)?;
        now.written += part.len() as u64;
        progress(now);
    }
    // It is now that one hears whether the last piece could be written.
    file.flush().await.map_err(cannot)?;
    // Only what is on the disk may take the place of what was there.
    file.sync_all().await.map_err(cannot)?;
    temporary.persist(&path).map_err(|error| cannot(error.error))?;
    Ok(now.written)
}
// ANCHOR_END: save

/// A file beside the one that is wanted, which is deleted unless it is kept.
fn begin(path: &Path) -> io::Result<(NamedTempFile, File)> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let temporary = with_usual_permissions(Builder::new().prefix(".download-"))
        .tempfile_in(folder.unwrap_or(Path::new(".")))?;
    let file = File::from_std(temporary.reopen()?);
    Ok((temporary, file))
}

/// A temporary file is its owner's alone; a page is like any other new file.
#[cfg(unix)]
fn with_usual_permissions<'a, 'b, 'c>(builder: &'c mut Builder<'a, 'b>) -> &'c mut Builder<'a, 'b> {
    use std::os::unix::fs::PermissionsExt;

    builder.permissions(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn with_usual_permissions<'a, 'b, 'c>(builder: &'c mut Builder<'a, 'b>) -> &'c mut Builder<'a, 'b> {
    builder
}
