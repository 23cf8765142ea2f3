//! One cargo call, and what came of each program in it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What a `cargo build --message-format=json` made.
#[derive(Debug, Default)]
pub struct Built {
    /// Where each program lies that was built or is still fresh, by target name.
    pub executables: BTreeMap<String, PathBuf>,
    /// Where each test file's program lies, by the folder of its package and its
    /// name, such as `03-deferred` and `checks`: every chapter has its `checks`.
    pub tests: BTreeMap<(String, String), PathBuf>,
    /// rustc's errors in its own words, for each target that has some.
    pub errors: BTreeMap<String, String>,
}

/// The lines of `--message-format=json` that matter here.
/// <https://doc.rust-lang.org/cargo/reference/external-tools.html#json-messages>
#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-artifact")]
    Artifact {
        target: Target,
        #[serde(default)]
        manifest_path: PathBuf,
        executable: Option<PathBuf>,
    },
    #[serde(rename = "compiler-message")]
    Diagnostic { target: Target, message: Diagnostic },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    #[serde(default)]
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    rendered: Option<String>,
}

impl Built {
    /// Reads cargo's messages to their end. A line that is not such a message
    /// (a build script may print one) is passed over.
    pub fn read(messages: impl BufRead) -> Built {
        let mut built = Built::default();
        for line in messages.lines().map_while(Result::ok) {
            if let Ok(message) = serde_json::from_str(&line) {
                built.take(message);
            }
        }
        built
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Artifact { target, manifest_path, executable: Some(path) } => {
                if target.is_test() {
                    self.tests.insert((folder_of(&manifest_path), target.name), path);
                } else {
                    self.executables.insert(target.name, path);
                }
            }
            Message::Diagnostic { target, message } if message.level.starts_with("error") => {
                let text = message.rendered.unwrap_or_default();
                self.errors.entry(target.name).or_default().push_str(&text);
            }
            _ => {}
        }
    }
}

impl Target {
    fn is_test(&self) -> bool {
        self.kind.iter().any(|kind| kind == "test")
    }
}

/// The name of the folder that a `Cargo.toml` lies in.
fn folder_of(manifest: &Path) -> String {
    let folder = manifest.parent().and_then(Path::file_name);
    folder.unwrap_or_default().to_string_lossy().into_owned()
}

/// The cargo that started us, or else the one on the path.
pub fn program() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_errors_are_told_apart_by_target() {
        let messages = r#"
{"reason":"compiler-artifact","target":{"name":"good"},"executable":"/t/good"}
{"reason":"compiler-artifact","target":{"name":"a_library"},"executable":null}
{"reason":"compiler-message","target":{"name":"good"},"message":{"level":"warning","rendered":"w"}}
{"reason":"compiler-message","target":{"name":"bad"},"message":{"level":"error","rendered":"one;"}}
{"reason":"compiler-message","target":{"name":"bad"},"message":{"level":"error: internal compiler error","rendered":"two"}}
a line of some build script
{"reason":"build-finished","success":false}"#;
        let built = Built::read(messages.as_bytes());
        assert_eq!(built.executables.keys().collect::<Vec<_>>(), ["good"]);
        assert_eq!(built.errors, BTreeMap::from([("bad".into(), "one;two".into())]));
    }

    #[test]
    fn tests_of_one_name_are_told_apart_by_their_package() {
        let messages = r#"
{"reason":"compiler-artifact","manifest_path":"/w/a/Cargo.toml","target":{"name":"t","kind":["test"]},"executable":"/t/1"}
{"reason":"compiler-artifact","manifest_path":"/w/b/Cargo.toml","target":{"name":"t","kind":["test"]},"executable":"/t/2"}"#;
        let built = Built::read(messages.as_bytes());
        let tests =
            [(("a".into(), "t".into()), "/t/1".into()), (("b".into(), "t".into()), "/t/2".into())];
        assert_eq!(built.tests, BTreeMap::from(tests));
    }
}
