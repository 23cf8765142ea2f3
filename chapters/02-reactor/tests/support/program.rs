//! Runs the chapter's examples as programs of their own.

use super::DEADLINE;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Instant;

/// A running example, killed on drop.
pub struct Program {
    child: Child,
    lines: Receiver<String>,
}

impl Program {
    /// Starts an example with one argument.
    pub fn start(name: &str, argument: &str) -> Self {
        let mut child = Command::new(example(name))
            .arg(argument)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let output = child.stdout.take().expect("stdout is piped");
        let (sender, lines) = channel();
        thread::spawn(move || send_lines(output, |line| sender.send(line).is_ok()));
        Self { child, lines }
    }

    /// Starts an example that serves; returns it with its address.
    pub fn serve(name: &str) -> (Self, SocketAddr) {
        let program = Self::start(name, "127.0.0.1:0");
        let line = program.line();
        let address = line.strip_prefix("listening on ").and_then(|rest| rest.parse().ok());
        (program, address.unwrap_or_else(|| panic!("{name} says {line:?}")))
    }

    /// The next line of output.
    pub fn line(&self) -> String {
        self.lines.recv_timeout(DEADLINE).expect("the program prints a line in time")
    }

    /// So many lines of output, each with its end.
    pub fn lines(&self, count: usize) -> String {
        (0..count).map(|_| self.line() + "\n").collect()
    }

    /// Waits for the end; returns the rest of the output and the exit code.
    pub fn end(&mut self) -> (String, Option<i32>) {
        let mut rest = String::new();
        let deadline = Instant::now() + DEADLINE;
        // The channel ends with the output.
        while let Ok(line) = self.lines.recv_timeout(deadline - Instant::now()) {
            rest = rest + &line + "\n";
        }
        let status = self.child.wait().expect("the program can be waited for");
        (rest, status.code())
    }

    /// Kills the program; returns what it has printed since.
    pub fn kill(&mut self) -> String {
        let _ = self.child.kill();
        self.end().0
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn send_lines(output: impl Read, mut send: impl FnMut(String) -> bool) {
    for line in BufReader::new(output).lines() {
        if !line.is_ok_and(&mut send) {
            return;
        }
    }
}

/// Builds the examples, which `cargo test --test …` does not. A test calls this
/// before its deadline begins; when they are built already, it takes no time.
pub fn build() {
    folder();
}

fn example(name: &str) -> PathBuf {
    folder().join(name).with_extension(std::env::consts::EXE_EXTENSION)
}

/// Where cargo puts the examples.
fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let test = std::env::current_exe().expect("a test has a path");
        let profile = test.ancestors().nth(2).expect("it lies in the profile's deps").to_owned();
        build_examples(&profile);
        profile.join("examples")
    })
}

fn build_examples(profile: &Path) {
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--package", "reactor", "--examples", "--target-dir"]);
    build.arg(profile.parent().expect("the profile lies in the target folder"));
    if profile.ends_with("release") {
        build.arg("--release");
    }
    assert!(build.status().expect("cargo runs").success(), "the examples do not build");
}
