//! A server that runs as a process of its own.

use crate::support::DEADLINE;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command};
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

/// A process that is ended when this is dropped.
pub struct Process {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Process {
    /// Starts a program, and listens to one of its outputs.
    pub fn start<R: Read + Send + 'static>(
        command: &mut Command,
        output: impl FnOnce(&mut Child) -> Option<R>,
    ) -> Self {
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let output = BufReader::new(output(&mut child).expect("it is piped"));
        let (tell, lines) = mpsc::channel();
        thread::spawn(move || {
            // It has to be read as long as it comes, whether anybody listens or not.
            output.lines().map_while(Result::ok).for_each(|line| drop(tell.send(line)));
        });
        Self { child, lines }
    }

    /// Looks for something in each line that the process writes.
    ///
    /// # Panics
    ///
    /// It ends before that, or takes too long.
    #[track_caller]
    pub fn hear<T>(&self, find: impl Fn(&str) -> Option<T>) -> T {
        let (until, mut heard) = (Instant::now() + DEADLINE, Vec::new());
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).unwrap_or_else(|_| panic!("only {heard:?}"));
            if let Some(found) = find(&line) {
                return found;
            }
            heard.push(line);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
