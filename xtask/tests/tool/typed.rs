//! What a reader types, and what comes of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;

/// No test waits longer for the tool, even if it builds everything.
const DEADLINE: Duration = Duration::from_secs(300);

/// Variables of whoever runs these tests, which must not change what they see.
const NOT_INHERITED: [&str; 8] = [
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "GIT_DIR",
    "NO_COLOR",
    "TERM",
    "WORKBOOK_DEADLINE",
    "WORKBOOK_SIDE",
    "WORKBOOK_TRACE",
];

/// A command line, ready to be run.
#[must_use]
pub struct Typed {
    line: String,
    root: PathBuf,
    command: Command,
}

/// What came of it.
pub struct Ended {
    line: String,
    code: Option<i32>,
    said: String,
    warned: String,
}

impl Typed {
    /// The tool, in a workbook, with the folder that it builds in. The words of
    /// the line are parted by single spaces.
    pub fn new(root: &Path, target: &Path, line: &str) -> Typed {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.current_dir(root).timeout(DEADLINE).env("CARGO_TARGET_DIR", target);
        command.args(line.split(' ').filter(|word| !word.is_empty()));
        for name in NOT_INHERITED {
            command.env_remove(name);
        }
        Typed { line: line.to_owned(), root: root.to_owned(), command }
    }

    /// Sets a variable.
    pub fn with(mut self, name: &str, value: &str) -> Typed {
        self.command.env(name, value);
        self
    }

    /// Types it in a folder below the root.
    pub fn in_folder(mut self, folder: &str) -> Typed {
        self.command.current_dir(self.root.join(folder));
        self
    }

    /// Gives the tool this on standard input.
    pub fn given(mut self, input: &str) -> Typed {
        self.command.write_stdin(input);
        self
    }

    /// Runs it, and expects an exit code.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Ended {
        let ended = self.run();
        assert_eq!(ended.code, Some(code), "{ended}");
        ended
    }

    /// Runs it.
    pub fn run(mut self) -> Ended {
        let output = self.command.output().unwrap();
        Ended {
            line: self.line,
            code: output.status.code(),
            said: String::from_utf8(output.stdout).unwrap(),
            warned: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ended {
    /// Expects a text on standard output.
    #[track_caller]
    pub fn says(self, text: &str) -> Ended {
        assert!(self.said.contains(text), "not said: {text}\n{self}");
        self
    }

    /// Expects that standard output is exactly this.
    #[track_caller]
    pub fn says_only(self, text: &str) -> Ended {
        assert_eq!(self.said, text, "{self}");
        self
    }

    /// Expects a text on standard error.
    #[track_caller]
    pub fn warns(self, text: &str) -> Ended {
        assert!(self.warned.contains(text), "no warning: {text}\n{self}");
        self
    }

    /// Expects that nothing is on standard error.
    #[track_caller]
    pub fn warns_of_nothing(self) -> Ended {
        assert_eq!(self.warned, "", "{self}");
        self
    }

    /// Expects that a text is nowhere.
    #[track_caller]
    pub fn never_says(self, text: &str) -> Ended {
        let found = self.said.contains(text) || self.warned.contains(text);
        assert!(!found, "said: {text:?}\n{self}");
        self
    }

    /// Expects that no line is wider than 80 columns.
    #[track_caller]
    pub fn fits_the_page(self) -> Ended {
        let wide = self.said.lines().find(|line| line.chars().count() > 80);
        assert_eq!(wide, None, "{self}");
        self
    }

    /// What was said on standard output, as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.said).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }

    /// What was said on standard output.
    pub fn said(&self) -> &str {
        &self.said
    }
}

impl std::fmt::Display for Ended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Ended { line, code, said, warned } = self;
        write!(f, "$ cargo xtask {line}\n{said}\n--- stderr\n{warned}\n--- code {code:?}")
    }
}
