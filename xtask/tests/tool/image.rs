//! The files of a workbook, to be laid out elsewhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Files by path, with `/` between its parts.
#[derive(Default)]
pub struct Image {
    files: BTreeMap<String, Vec<u8>>,
}

impl Image {
    /// All files of a folder, but for the folders and files of these names.
    pub fn of(folder: &Path, without: &[&str]) -> Image {
        let mut image = Image::default();
        image.take(folder, "", without);
        image
    }

    fn take(&mut self, root: &Path, below: &str, without: &[&str]) {
        for entry in fs::read_dir(root.join(below)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
            if without.contains(&name.as_str()) {
                continue;
            }
            if entry.file_type().unwrap().is_dir() {
                self.take(root, &path, without);
            } else {
                self.files.insert(path, fs::read(entry.path()).unwrap());
            }
        }
    }

    /// Adds a file, or gives it another text.
    pub fn put(&mut self, path: &str, text: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), text.into());
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<String> {
        self.files.get(path).map(|bytes| String::from_utf8(bytes.clone()).unwrap())
    }

    /// Leaves out the files whose path does not please.
    pub fn keep(&mut self, pleases: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| pleases(path));
    }

    /// Makes a folder equal to the image. A file that is as it should be is not
    /// touched, so that cargo has nothing to build again.
    pub fn lay_out(&self, root: &Path, but_leave: &[&str]) {
        fs::create_dir_all(root).unwrap();
        let there = Image::of(root, but_leave);
        for path in there.files.keys().filter(|path| !self.files.contains_key(*path)) {
            fs::remove_file(root.join(path)).unwrap();
        }
        for (path, bytes) in &self.files {
            if there.files.get(path) != Some(bytes) {
                let file = root.join(path);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, bytes).unwrap();
            }
        }
    }
}
