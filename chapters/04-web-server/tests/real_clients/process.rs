//! Programs that end in time, and take their children with them.

use crate::support::DEADLINE;
use rustix::process::{Pid, Signal, kill_process_group};
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;

/// What a program prints that is given `input`.
///
/// # Panics
///
/// It does not end well, or not in time.
#[track_caller]
pub fn output(command: &mut Command, input: Vec<u8>) -> String {
    let ended = run(command, input);
    let printed = String::from_utf8_lossy(&ended.stdout).into_owned();
    let errors = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{command:?}: {}\n{printed}{errors}", ended.status);
    printed
}

#[track_caller]
fn run(command: &mut Command, input: Vec<u8>) -> Output {
    let mut child = spawn(command.stderr(Stdio::piped()));
    let id = child.id();
    let (tell, ended) = mpsc::channel();
    thread::spawn(move || {
        let mut stdin = child.stdin.take().expect("it is piped");
        // A program that has read enough does not wait for the rest.
        let _ = stdin.write_all(&input);
        drop(stdin);
        tell.send(child.wait_with_output())
    });
    let ended = ended.recv_timeout(DEADLINE).unwrap_or_else(|_| {
        end_group(id);
        panic!("{command:?} does not end");
    });
    ended.expect("its output can be read")
}

/// Starts a program in a process group of its own, which is spoken to by its standard
/// input and output.
pub fn spawn(command: &mut Command) -> Child {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).process_group(0);
    command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

/// A program that is ended with all its children, at the latest when this is dropped.
pub struct Group(pub Child);

impl Drop for Group {
    fn drop(&mut self) {
        end_group(self.0.id());
        let _ = self.0.wait();
    }
}

fn end_group(id: u32) {
    let group = i32::try_from(id).ok().and_then(Pid::from_raw).expect("the id of a process");
    // It may have ended by itself.
    let _ = kill_process_group(group, Signal::KILL);
}
