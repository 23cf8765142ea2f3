//! A folder of files that a test makes, and that goes with it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// When every file was changed last: Sun, 13 Sep 2020 12:26:40 GMT.
pub const CHANGED: &str = "Sun, 13 Sep 2020 12:26:40 GMT";

const CHANGED_AT: Duration = Duration::from_secs(1_600_000_000);

pub struct Folder(TempDir);

impl Folder {
    /// Holds these files: their paths, and what is in them.
    pub fn with<C: AsRef<[u8]>>(files: &[(&str, C)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (path, content) in files {
            folder.write(path, content);
        }
        folder
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(&path, content).expect("a file");
        let file = File::options().append(true).open(&path).expect("the file");
        file.set_modified(SystemTime::UNIX_EPOCH + CHANGED_AT).expect("a time");
    }

    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(path)
    }
}
