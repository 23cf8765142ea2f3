//! [`Server`]: a process of its own that serves, for a bench to measure.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::memory;

/// A running server, which has said on its first line where it listens. Dropping it
/// ends it.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts a program with its arguments, and waits for its first line; the last word
    /// of that is the address.
    ///
    /// # Panics
    ///
    /// It does not start, or says something else.
    pub fn start(words: &[String]) -> Server {
        let mut command = Command::new(&words[0]);
        let command = command.args(&words[1..]).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the server starts");
        let output = child.stdout.take().expect("stdout is piped");
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).expect("the server says where it listens");
        let address = line.split_whitespace().next_back().and_then(|word| word.parse().ok());
        let address = address.unwrap_or_else(|| panic!("{words:?}: {line:?}"));
        Server { child, address }
    }

    /// The same, but on one core, where there is a `taskset`.
    ///
    /// # Panics
    ///
    /// As [`start`](Server::start).
    pub fn start_on_one_core(words: &[String]) -> Server {
        let taskset: &[&str] = if has_taskset() { &["taskset", "-c", "0"] } else { &[] };
        let words = taskset.iter().map(|word| (*word).to_owned()).chain(words.iter().cloned());
        Server::start(&words.collect::<Vec<_>>())
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How long its loop has had a processor; zero where the system does not say it.
    pub fn busy(&self) -> Duration {
        processor_time(&self.child.id().to_string())
    }

    /// The most memory that it has held until now, in bytes; zero where the system does
    /// not say it.
    pub fn peak_memory(&self) -> usize {
        memory::peak(self.child.id()).unwrap_or(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How long the first thread of a process has had a processor, or this very thread if it
/// is called `thread-self`; zero where the system does not say it (`proc(5)`, schedstat).
pub fn processor_time(process: &str) -> Duration {
    let said = fs::read_to_string(format!("/proc/{process}/schedstat")).unwrap_or_default();
    Duration::from_nanos(said.split(' ').next().unwrap_or_default().parse().unwrap_or(0))
}

/// The words that start this very program once more, with other arguments.
///
/// # Panics
///
/// The system does not tell where this program lies.
pub fn this_program(arguments: &[&str]) -> Vec<String> {
    let program = env::current_exe().expect("this program has a path").display().to_string();
    let arguments = arguments.iter().map(|argument| (*argument).to_owned());
    std::iter::once(program).chain(arguments).collect()
}

fn has_taskset() -> bool {
    let mut taskset = Command::new("taskset");
    taskset.args(["-c", "0,1", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
    taskset.status().is_ok_and(|status| status.success())
}
