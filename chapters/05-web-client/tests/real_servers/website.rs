//! The pages that the servers have.

use std::fs;
use std::path::PathBuf;
use tempfile::{TempDir, tempdir};

/// A folder with pages.
pub struct Website {
    folder: TempDir,
    pub text: String,
}

impl Website {
    pub fn new() -> Self {
        let text = (0..1000).map(|line| format!("line {line}\n")).collect::<Vec<_>>().concat();
        let website = Self { folder: tempdir().expect("a folder"), text };
        fs::create_dir_all(website.path("inner")).expect("a folder");
        fs::write(website.path("hello.html"), "<h1>Hello</h1>\n").expect("a file");
        fs::write(website.path("inner/index.html"), "the inner page\n").expect("a file");
        fs::write(website.path("text.txt"), &website.text).expect("a file");
        website
    }

    /// Puts a large page there, and says what is in it: twenty million bytes.
    pub fn large(&self) -> Vec<u8> {
        let piece: Vec<_> = (0..50_000_u32).flat_map(u32::to_le_bytes).collect();
        let large = piece.repeat(100);
        fs::write(self.path("large.bin"), &large).expect("a file");
        large
    }

    /// Where a page lies.
    pub fn path(&self, page: &str) -> PathBuf {
        self.folder.path().join("pages").join(page)
    }

    /// Where something may lie that is no page.
    pub fn aside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
