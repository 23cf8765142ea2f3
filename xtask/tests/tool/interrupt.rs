//! Ctrl-C ends the tool with everything that it started.

#![cfg(unix)]

use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::scratch::{Scratch, target};

/// Calls us, and then never ends: its end is the end of the connection.
const ENDLESS: &str = "fn main() {
    let here = std::env::var(\"TINY_CALL\").unwrap();
    let _line = std::net::TcpStream::connect(here).unwrap();
    loop { std::thread::park() }
}";

/// The first build of all takes a while.
const BUILD_DEADLINE: Duration = Duration::from_secs(300);

/// What is to end, ends at once, or never.
const END_DEADLINE: Duration = Duration::from_secs(20);

/// The exit code of whoever was ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

#[test]
fn ctrl_c_in_a_terminal_leaves_nothing_behind() {
    // A terminal tells everybody in its foreground group.
    leaves_nothing_behind("check greet", |tool| send_int(&format!("-{}", tool.id())));
}

#[test]
fn a_signal_to_the_tool_alone_leaves_nothing_behind() {
    leaves_nothing_behind("check greet", |tool| send_int(&tool.id().to_string()));
}

#[test]
fn ctrl_c_ends_a_run_too() {
    leaves_nothing_behind("run greet", |tool| send_int(&format!("-{}", tool.id())));
}

#[test]
fn ctrl_c_ends_the_program_and_draws_its_trace() {
    let made = r#"{"event":"made","deferred":1,"by":"pair"}"#;
    let tell = format!(
        "fn main() {{ std::fs::write(std::env::var(\"WORKBOOK_TRACE\").unwrap(), {:?}).unwrap();",
        format!("{made}\n")
    );
    let scratch = Scratch::built();
    scratch.answer("greet", &ENDLESS.replace("fn main() {", &tell));
    let (mut tool, mut program) = started(&scratch, "trace greet");
    let mut drawn = tool.stdout.take().expect("a pipe");

    send_int(&format!("-{}", tool.id()));
    let end = within(END_DEADLINE, move || tool.wait().unwrap());
    assert_eq!(end.code(), Some(1), "as `run` says of a program that did not end well");
    assert_ended(&mut program);
    let mut text = String::new();
    drawn.read_to_string(&mut text).unwrap();
    assert!(text.contains("nobody has fired it"), "{text}");
}

fn leaves_nothing_behind(line: &str, interrupt: impl FnOnce(&Child)) {
    let scratch = Scratch::built();
    scratch.answer("greet", ENDLESS);
    let (mut tool, mut program) = started(&scratch, line);

    interrupt(&tool);
    let end = within(END_DEADLINE, move || tool.wait().unwrap());
    assert_eq!(end.code(), Some(INTERRUPTED));
    assert_ended(&mut program);
}

/// The tool, and the connection of the program that it has started.
fn started(scratch: &Scratch, line: &str) -> (Child, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .args(line.split(' '))
        .current_dir(scratch.path(""))
        .env("TINY_CALL", listener.local_addr().unwrap().to_string())
        .env("CARGO_TARGET_DIR", target())
        .env("WORKBOOK_DEADLINE", "600")
        .process_group(0)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let tool = command.spawn().unwrap();
    let (program, _) = within(BUILD_DEADLINE, move || listener.accept().unwrap());
    (tool, program)
}

/// Does something that has no deadline of its own.
#[track_caller]
fn within<T: Send + 'static>(limit: Duration, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, result) = mpsc::channel();
    thread::spawn(move || done.send(work()));
    result.recv_timeout(limit).expect("it takes too long")
}

/// Nothing holds the other end of the connection any more.
#[track_caller]
fn assert_ended(program: &mut TcpStream) {
    program.set_read_timeout(Some(END_DEADLINE)).unwrap();
    assert_eq!(program.read(&mut [0]).unwrap(), 0, "the program still runs");
}

/// Sends SIGINT to a process, or to a whole group, which has a minus sign.
fn send_int(to: &str) {
    assert!(Command::new("kill").args(["-s", "INT", "--", to]).status().unwrap().success());
}
