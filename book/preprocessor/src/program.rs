//! The programs that `listing` and `output` name: `CHAPTER/EXAMPLE`.

use anyhow::{Context, Result, ensure};
use harness::suggest::next_step;
use harness::{Chapter, Workbook};

/// A file of a chapter.
#[derive(Debug)]
pub struct Program<'a> {
    /// The chapter.
    pub chapter: &'a Chapter,
    /// The example's name, or the library file's path such as `src/core.rs`.
    pub name: &'a str,
}

impl<'a> Program<'a> {
    /// Finds what a directive names, such as `deferred/chain_1` or
    /// `deferred/src/core.rs`.
    ///
    /// # Errors
    ///
    /// There is no such chapter, or no such file in it.
    pub fn find(workbook: &'a Workbook, argument: &'a str) -> Result<Program<'a>> {
        let (chapter, name) = argument
            .split_once('/')
            .with_context(|| format!("`{argument}` is not of the form CHAPTER/EXAMPLE"))?;
        let names = workbook.manifest.chapters.iter().map(|chapter| chapter.name.as_str());
        let chapter = workbook.manifest.chapter(chapter).with_context(|| {
            let next = next_step(chapter, names, "the manifest lists the chapters");
            format!("there is no chapter `{chapter}`; {next}")
        })?;
        let program = Program { chapter, name };
        program.ensure_exists(workbook)?;
        Ok(program)
    }

    /// Whether it is a file of the chapter's library, and not an example.
    pub fn is_library(&self) -> bool {
        self.name.starts_with("src/")
    }

    /// The file, below the root.
    pub fn path(&self) -> String {
        let folder = self.chapter.folder();
        if self.is_library() {
            format!("chapters/{folder}/{}", self.name)
        } else {
            format!("chapters/{folder}/examples/{}.rs", self.name)
        }
    }

    fn ensure_exists(&self, workbook: &Workbook) -> Result<()> {
        let path = self.path();
        let stays_inside = self.name.split('/').all(|part| !matches!(part, "" | "." | ".."));
        let exists = stays_inside && workbook.root.join(&path).is_file();
        ensure!(exists, "there is no file {path}; {}", self.next_step(workbook));
        Ok(())
    }

    fn next_step(&self, workbook: &Workbook) -> String {
        let folder = workbook.chapter_dir(self.chapter).join("examples");
        let files = folder.read_dir().into_iter().flatten().flatten();
        let examples: Vec<String> =
            files.filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned())).collect();
        next_step(self.name, examples.iter().map(String::as_str), "write it, or correct its name")
    }
}
