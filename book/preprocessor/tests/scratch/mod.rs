//! A small workbook in a temporary folder, and the preprocessor run on it.

use std::fs;
use std::time::Duration;

use assert_cmd::Command;
use mdbook_preprocessor::PreprocessorContext;
use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use mdbook_preprocessor::config::Config;
use tempfile::TempDir;

const DEADLINE: Duration = Duration::from_secs(30);

/// The manifest's first four lines; the exercises follow.
const CHAPTER: &str = "[[chapter]]\nnumber = 3\nname = \"deferred\"\ntitle = \"Deferreds\"\n";

/// The workbook. Each method adds to it, so that a test reads as one sentence.
pub struct Scratch {
    folder: TempDir,
    book: Book,
    rows: Vec<String>,
}

/// The preprocessor, which may not take for ever.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-untwisted"));
    command.timeout(DEADLINE);
    command
}

/// What the preprocessor made of it.
pub struct Outcome {
    /// The expanded book; nothing if it was refused.
    book: Option<Book>,
    /// What it wrote to its standard error.
    pub complaints: String,
}

impl Scratch {
    /// A workbook with a chapter `deferred`, without examples and exercises.
    pub fn new() -> Scratch {
        let folder = TempDir::new().expect("a temporary folder");
        Scratch { folder, book: Book::new(), rows: Vec::new() }
    }

    /// A file, below the root.
    pub fn file(self, path: &str, text: &str) -> Scratch {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("folder");
        fs::write(path, text).expect("file");
        self
    }

    /// An example of the chapter.
    pub fn example(self, name: &str, text: &str) -> Scratch {
        self.file(&format!("chapters/03-deferred/examples/{name}.rs"), text)
    }

    /// The recording of an example.
    pub fn recording(self, name: &str, text: &str) -> Scratch {
        let snapshot = format!("---\nsource: x\nexpression: y\n---\n{text}\n");
        self.file(&format!("chapters/03-deferred/tests/snapshots/examples__{name}.snap"), &snapshot)
    }

    /// The recorded trace of an example: these events, parted by commas.
    pub fn trace(self, name: &str, events: &str) -> Scratch {
        let json = format!("{{\"schema\":1,\"program\":\"{name}\",\"events\":[{events}]}}");
        let snapshot = format!("---\nsource: x\nexpression: y\n---\n{json}\n");
        self.file(&format!("chapters/03-deferred/tests/snapshots/traces__{name}.snap"), &snapshot)
    }

    /// An exercise: its row in the manifest, and its file.
    pub fn exercise(self, name: &str, page: &str) -> Scratch {
        self.row(name, page)
            .file(&format!("exercises/03-deferred/src/bin/{name}.rs"), "fn main() {}")
    }

    /// Only the row of an exercise.
    pub fn row(self, name: &str, page: &str) -> Scratch {
        self.row_with_task(name, page, "Say `hello`.")
    }

    /// The row of an exercise: seven lines, and a blank one above.
    pub fn row_with_task(mut self, name: &str, page: &str, task: &str) -> Scratch {
        self.rows.push(format!(
            "\n[[exercise]]\nchapter = \"deferred\"\nname = \"{name}\"\nkind = \"fill\"\n\
             task = \"{task}\"\npage = \"{page}\"\nhints = [\"a\", \"b\", \"c\"]\n"
        ));
        self
    }

    /// Writes the manifest down.
    fn manifest(self) -> Scratch {
        let none = if self.rows.is_empty() { "exercise = []\n" } else { "" };
        let manifest = format!("{none}{CHAPTER}{}", self.rows.concat());
        self.file("exercises/exercises.toml", &manifest)
    }

    /// A page of the book.
    pub fn page(self, name: &str, text: &str) -> Scratch {
        self.page_with_includes(name, text, text)
    }

    /// A page of which mdBook has already made `content`.
    pub fn page_with_includes(mut self, name: &str, source: &str, content: &str) -> Scratch {
        let chapter = Chapter::new(name, content.to_owned(), name, Vec::new());
        self.book.push_item(BookItem::Chapter(chapter));
        self.file(&format!("book/src/{name}"), source)
    }

    /// Runs the preprocessor as mdBook does.
    pub fn run(self) -> Outcome {
        self.manifest().run_as_it_is()
    }

    /// Runs it without a manifest, unless the test has written one.
    pub fn run_as_it_is(self) -> Outcome {
        let root = self.folder.path().join("book");
        fs::create_dir_all(&root).expect("the book's folder");
        let context = PreprocessorContext::new(root.clone(), Config::default(), "html".to_owned());
        let input = serde_json::to_vec(&(&context, &self.book)).expect("JSON");
        let output = command().current_dir(&root).write_stdin(input).output().expect("it runs");
        let complaints = String::from_utf8(output.stderr).expect("text");
        let book = || serde_json::from_slice(&output.stdout).expect("a book");
        Outcome { book: output.status.success().then(book), complaints }
    }

    /// Runs the preprocessor, which complains about exactly these, in this
    /// order: each is a place and some words of the message.
    #[track_caller]
    pub fn complains(self, expected: &[(&str, &str)]) {
        let Outcome { complaints, book } = self.run();
        assert!(book.is_none(), "the book was built:\n{complaints}");
        assert_eq!(complaints.lines().count(), expected.len(), "{complaints}");
        for (line, (place, words)) in complaints.lines().zip(expected) {
            assert!(line.starts_with(&format!("{place}: ")), "no {place}:\n{complaints}");
            assert!(line.contains(words), "not \"{words}\":\n{complaints}");
        }
    }
}

impl Outcome {
    /// The text of a page after a run without complaints.
    #[track_caller]
    pub fn page(&self, name: &str) -> &str {
        assert_eq!(self.complaints, "");
        let mut pages = self.book.iter().flat_map(Book::chapters);
        &pages.find(|page| page.name == name).expect("the page is in the book").content
    }
}
