//! An open file, as tower-http reads it.

use super::find::Opened;
use std::fs::{self, Metadata};
use std::future::{Ready, ready};
use std::io::{self, SeekFrom};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File};

/// A file system with one file in it: the one that was checked. tower-http never
/// sees a path, so there is none that could lead elsewhere by now.
#[derive(Clone)]
pub(super) struct Handle {
    file: Arc<fs::File>,
    metadata: Metadata,
}

impl Handle {
    pub(super) fn new(opened: Opened) -> Self {
        Self { file: Arc::new(opened.file), metadata: opened.metadata }
    }
}

impl Backend for Handle {
    type File = Reader;
    type Metadata = Metadata;
    type OpenFuture = Ready<io::Result<Reader>>;
    type MetadataFuture = Ready<io::Result<Metadata>>;

    fn open(&self, _path: PathBuf) -> Self::OpenFuture {
        let metadata = self.metadata.clone();
        let file = self.file.try_clone().map(tokio::fs::File::from_std);
        ready(file.map(|file| Reader { file, metadata }))
    }

    fn metadata(&self, _path: PathBuf) -> Self::MetadataFuture {
        ready(Ok(self.metadata.clone()))
    }
}

/// Reads the file in tokio's threads for what blocks.
pub(super) struct Reader {
    file: tokio::fs::File,
    metadata: Metadata,
}

impl File for Reader {
    type Metadata = Metadata;
    type MetadataFuture<'a> = Ready<io::Result<Metadata>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        ready(Ok(self.metadata.clone()))
    }
}

impl AsyncRead for Reader {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.file).poll_read(context, buffer)
    }
}

impl AsyncSeek for Reader {
    fn start_seek(mut self: Pin<&mut Self>, position: SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.file).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.file).poll_complete(context)
    }
}
