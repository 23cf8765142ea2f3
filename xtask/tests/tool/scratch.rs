//! Scratch workbooks.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::image::Image;
use super::typed::Typed;

/// The root of the workbook that these tests belong to.
pub fn real_root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root")
}

/// Where everything lies that these tests build.
fn build_folder() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// Where programs are built: at one place for all workbooks, since they need much
/// the same.
pub fn target() -> PathBuf {
    build_folder().join("target")
}

/// What cargo makes of the lock file of the real workbook is left alone when a
/// scratch is laid out again.
const LOCK_FILE: &str = "Cargo.lock";
const ORIGINAL_LOCK_FILE: &str = "Cargo.lock.original";

/// A workbook to be worked on.
pub struct Scratch {
    root: PathBuf,
    /// It is deleted at the end, or left to the next test.
    _keeper: Keeper,
}

enum Keeper {
    Deletes { _folder: TempDir },
    Shares { _lock: File },
}

impl Scratch {
    /// A small one of one's own, for what builds nothing.
    pub fn new() -> Scratch {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        tiny().lay_out(&root, &[]);
        Scratch { root, _keeper: Keeper::Deletes { _folder: folder } }
    }

    /// As [`new`](Scratch::new), in a git checkout that has all files, and a lock
    /// of the starters.
    pub fn in_git() -> Scratch {
        let scratch = Scratch::new();
        scratch.git("init --quiet");
        scratch.xtask("tidy --write").ends_with(0);
        scratch.commit();
        scratch
    }

    /// A small one that is built again and again at the same place, so that each
    /// test builds only what it changes. It is one's own until it is dropped.
    pub fn built() -> Scratch {
        Scratch::shared("tiny", &tiny())
    }

    /// A copy of any workbook, at a place of its own that tests take turns with.
    pub fn shared(name: &str, image: &Image) -> Scratch {
        let lock = File::create(build_folder().join(format!("{name}.lock"))).unwrap();
        lock.lock().unwrap();
        let root = build_folder().join(name);
        forget_everything(&root.join(WORKBOOK));
        image.lay_out(&root, &[LOCK_FILE, ORIGINAL_LOCK_FILE]);
        let scratch = Scratch { root, _keeper: Keeper::Shares { _lock: lock } };
        scratch.take_lock_file();
        scratch
    }

    /// Has the same versions built as the real workbook, and asks no registry.
    fn take_lock_file(&self) {
        let original = fs::read_to_string(real_root().join(LOCK_FILE)).unwrap();
        if fs::read_to_string(self.path(ORIGINAL_LOCK_FILE)).ok().as_ref() != Some(&original) {
            self.write(LOCK_FILE, &original).write(ORIGINAL_LOCK_FILE, &original);
        }
    }

    /// What a reader types behind `cargo xtask`, in the root.
    pub fn xtask(&self, line: &str) -> Typed {
        Typed::new(&self.root, &target(), line)
    }

    /// A path below the root.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) -> &Scratch {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        self
    }

    /// Deletes a file.
    pub fn delete(&self, path: &str) -> &Scratch {
        fs::remove_file(self.path(path)).unwrap();
        self
    }

    /// The text of a file.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Writes something else into a reader's file.
    pub fn answer(&self, name: &str, text: &str) -> &Scratch {
        self.write(&exercise(name), text)
    }

    /// Puts a reference, or a wrong answer, into a reader's file.
    pub fn solve(&self, name: &str) -> &Scratch {
        self.answer(name, &self.read(&solution(name)))
    }

    /// Notes exercises as solved, as a check does.
    pub fn has_solved(&self, names: &[&str]) -> &Scratch {
        let text = serde_json::json!({"schema": 1, "solved": names}).to_string();
        self.write(PROGRESS, &text)
    }

    /// The exercises that are noted as solved.
    pub fn solved(&self) -> Vec<String> {
        let progress: serde_json::Value = serde_json::from_str(&self.read(PROGRESS)).unwrap();
        assert_eq!(progress["schema"], 1);
        serde_json::from_value(progress["solved"].clone()).unwrap()
    }

    /// Commits everything.
    pub fn commit(&self) -> &Scratch {
        self.git("add --all");
        self.git("-c user.name=a -c user.email=a@example.org commit --quiet --message all");
        self
    }

    fn git(&self, line: &str) {
        let mut git = Command::new("git");
        git.current_dir(&self.root).args(line.split(' '));
        let output = git.output().unwrap();
        assert!(output.status.success(), "git {line}: {output:?}");
    }
}

/// What the tool remembered is forgotten, whatever a test has put there.
fn forget_everything(folder: &Path) {
    let _ = fs::remove_file(folder);
    let _ = fs::remove_dir_all(folder);
    assert!(!folder.exists());
}

/// Where the tool keeps what it remembers.
const WORKBOOK: &str = ".workbook";

/// Where the progress lies.
pub const PROGRESS: &str = ".workbook/progress.json";

/// Where a reader's file lies.
pub fn exercise(name: &str) -> String {
    format!("exercises/07-tiny/src/bin/{name}.rs")
}

/// Where a reference lies.
pub fn solution(name: &str) -> String {
    format!("solutions/07-tiny/examples/{name}.rs")
}

/// The smallest workbook.
fn tiny() -> Image {
    let mut image = Image::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiny"), &[]);
    let manifest = image.text("Cargo.toml").unwrap();
    let harness = real_root().join("chapters/harness");
    // TOML's literal strings need no escapes in a path.
    let place = format!("'{}'", harness.display());
    image.put("Cargo.toml", manifest.replace("\"HARNESS\"", &place));
    image
}
